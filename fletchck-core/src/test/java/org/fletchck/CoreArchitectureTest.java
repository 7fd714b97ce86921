package org.fletchck;

import static com.tngtech.archunit.base.DescribedPredicate.anyElementThat;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noCodeUnits;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;

class CoreArchitectureTest {

  /** The rooms of core in the order of their arrows: each uses only those before it. */
  private static final List<String> ROOMS =
      List.of(
          "org.fletchck.spi",
          "org.fletchck.schedule",
          "org.fletchck.config",
          "org.fletchck.state",
          "org.fletchck.internal",
          "org.fletchck.internal.plan",
          "org.fletchck.internal.notify",
          "org.fletchck.internal.judge",
          "org.fletchck.internal.run",
          "org.fletchck");

  private static final JavaClasses CORE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.fletchck");

  @Test
  void hasNoCyclesBetweenPackages() {
    slices().matching("org.(**)").should().beFreeOfCycles().check(CORE);
  }

  @Test
  void usesOnlyRoomsBelow() {
    for (int i = 0; i < ROOMS.size() - 1; i++) {
      noClasses()
          .that()
          .resideInAPackage(ROOMS.get(i))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ROOMS.subList(i + 1, ROOMS.size()).toArray(String[]::new))
          .check(CORE);
    }
  }

  @Test
  void showsNoInternalTypeInPublicSignatures() {
    noCodeUnits()
        .that()
        .arePublic()
        .and()
        .areDeclaredInClassesThat()
        .resideOutsideOfPackage("..internal..")
        .and()
        .areDeclaredInClassesThat()
        .arePublic()
        .should()
        .haveRawReturnType(resideInAPackage("..internal.."))
        .orShould()
        .haveRawParameterTypes(anyElementThat(resideInAPackage("..internal..")))
        .check(CORE);
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
