package io.jenkins.plugins.ecsdeploy.engine;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The floors of the house. A class uses those of its own room, and of the rooms further down; never one further up, so
 * there are no circles. Where only the engine is built, only the engine is looked at.
 */
class FloorsTest {
    private static final String HOUSE = "io.jenkins.plugins.ecsdeploy.";

    /** From the roof to the ground. */
    private static final List<String> FLOORS = List.of(
            "steps.sync",
            "steps.gate",
            "steps.checks",
            "steps.tasks",
            "steps.promotion",
            "steps",
            "steps.findings",
            "steps.plan",
            "steps.images",
            "steps.files",
            "steps.caller",
            "variables",
            "artifacts",
            "history.pages",
            "history",
            "history.figures",
            "history.journal",
            "upstream",
            "builds",
            "records",
            "access",
            "targets",
            "config",
            "runtime",
            "arguments",
            "engine.tasks",
            "engine.sync",
            "engine.checks",
            "engine.deployment.codedeploy",
            "engine.deployment.ecs",
            "engine.deployment.ecs.strategies",
            "engine.deployment.evidence",
            "engine.deployment",
            "engine.deployment.plan",
            "engine.deployment.images",
            "engine.deployment.record",
            "engine.deployment.revisions",
            "engine.deployment.traffic",
            "engine.promotion.images",
            "engine.promotion",
            "engine.verify",
            "engine.render",
            "engine.poll",
            "engine.logs",
            "engine.aws.session",
            "engine.aws.optional",
            "engine.aws",
            "engine.registry",
            "engine.appspec",
            "engine.taskdef",
            "engine.image",
            "engine.variables",
            "engine.document",
            "engine");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/"))
            .importPackages("io.jenkins.plugins.ecsdeploy");

    @Test
    void everyRoomHasItsFloor() {
        assertThat(new TreeSet<>(CLASSES.stream()
                        .map(type -> room(type.getPackageName()))
                        .toList()))
                .isNotEmpty()
                .isSubsetOf(FLOORS);
    }

    @Test
    void nothingClimbs() {
        assertThat(CLASSES.stream()
                        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                        .filter(FloorsTest::climbs)
                        .map(use -> use.getOriginClass().getName() + " climbs to "
                                + use.getTargetClass().getBaseComponentType().getName())
                        .distinct())
                .as("uses of what is on a higher floor")
                .isEmpty();
    }

    @Test
    void theEngineKnowsNothingOfJenkins() {
        noClasses()
                .that()
                .resideInAPackage(HOUSE + "engine..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jenkins..", "hudson..", "org.kohsuke..", "org.jenkinsci..", "com.cloudbees..")
                .check(CLASSES);
    }

    private static boolean climbs(Dependency use) {
        String target = use.getTargetClass().getBaseComponentType().getPackageName();
        return target.startsWith(HOUSE) && floor(use.getOriginClass().getPackageName()) > floor(target);
    }

    private static int floor(String packageName) {
        return FLOORS.indexOf(room(packageName));
    }

    private static String room(String packageName) {
        return packageName.substring(HOUSE.length());
    }
}
