package io.jenkins.plugins.ecsdeploy.engine;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

/** The arrow between the layers points one way: the Jenkins layer may use the engine, never the reverse. */
class EngineIsAloneTest {
    private static final JavaClasses ENGINE = new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/"))
            .importPackages("io.jenkins.plugins.ecsdeploy.engine");

    @Test
    void importsNothingOfJenkins() {
        assertThat(ENGINE).isNotEmpty();
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jenkins..", "hudson..", "org.kohsuke..", "org.jenkinsci..", "com.cloudbees..")
                .check(ENGINE);
    }

    @Test
    void importsNothingOfTheLayerAbove() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("io.jenkins.plugins.ecsdeploy..")
                        .and(not(resideInAPackage("io.jenkins.plugins.ecsdeploy.engine.."))))
                .check(ENGINE);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.jenkins.plugins.ecsdeploy.engine.(*)..")
                .should()
                .beFreeOfCycles()
                .check(ENGINE);
    }
}
