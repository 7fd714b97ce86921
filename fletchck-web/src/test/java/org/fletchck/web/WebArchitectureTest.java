package org.fletchck.web;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class WebArchitectureTest {

  private static final JavaClasses WEB =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.fletchck.web");

  @Test
  void hasNoCyclesBetweenPackages() {
    slices().matching("org.fletchck.(**)").should().beFreeOfCycles().check(WEB);
  }

  @Test
  void confinesJdkHttpServerToHttpPackage() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.fletchck.web.http")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.sun.net.httpserver")
        .check(WEB);
  }

  @Test
  void confinesBouncyCastleToAuthAndTlsPackages() {
    noClasses()
        .that()
        .resideOutsideOfPackages("org.fletchck.web.auth", "org.fletchck.web.tls")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.bouncycastle..")
        .check(WEB);
  }
}
