package io.candelabra;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.candelabra");

    @Test
    void onlyTheSqlStoreKnowsSql() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.candelabra.store.sql..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.sql..")
                .because("whoever else needs something stored says so in the core's words")
                .check(MAIN);
    }
}
