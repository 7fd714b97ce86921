package org.fletchck.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ModulesTest {

  @Test
  void useNoInternalsOfTheEngine() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "org.fletchck.checks..",
            "org.fletchck.actions..",
            "org.fletchck.mqtt..",
            "org.fletchck.store..",
            "org.fletchck.web..",
            "org.fletchck.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.fletchck.internal..")
        .check(
            new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("org.fletchck"));
  }
}
