package org.fletchck;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class CoreArchitectureTest {

  private static final JavaClasses CORE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.fletchck");

  @Test
  void hasNoCyclesBetweenPackages() {
    slices().matching("org.(**)").should().beFreeOfCycles().check(CORE);
  }

  @Test
  void keepsSpiFreeOfOtherDependencies() {
    noClasses()
        .that()
        .resideInAPackage("org.fletchck.spi")
        .should()
        .dependOnClassesThat()
        .resideOutsideOfPackages("org.fletchck.spi", "java..", "org.jspecify..")
        .check(CORE);
  }

  @Test
  void keepsJsonInsideTheCodec() {
    noClasses()
        .that()
        .haveNameNotMatching("org\\.fletchck\\.config\\.Json.*")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.fasterxml.jackson..")
        .check(CORE);
  }

  @Test
  void keepsTheCronLibraryInSchedules() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.fletchck.schedule")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.cronutils..")
        .check(CORE);
  }
}
