package io.jenkins.plugins.ecsdeploy.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RenamingTest {
    @ParameterizedTest
    @CsvSource({"'',b,b", "a,b,a/b", "a,../b,b", "a/b,../../c/./d,c/d", "a,/b,b", "'',../b,b"})
    void aNameMeansAFullName(String folder, String name, String fullName) {
        assertThat(JobNames.absolute(folder, name)).isEqualTo(fullName);
    }

    @ParameterizedTest
    @CsvSource({"'',b,b", "a,a/b,b", "a,b,../b", "a/b,c/d,../../c/d", "a/b,a/c,../c", "a,a/b/c,b/c", "ab,a/b,../a/b"})
    void aFullNameIsWrittenAsSeenFromAFolder(String folder, String fullName, String name) {
        assertThat(JobNames.relative(folder, fullName)).isEqualTo(name);
        assertThat(JobNames.absolute(folder, name)).isEqualTo(fullName);
    }

    @Test
    void followsTheJob() {
        Renaming renaming = new Renaming("service", "service1", Set.of("service1", "deploy")::contains);

        assertThat(renaming.applied("service", "deploy")).isEqualTo("service1");
        assertThat(renaming.applied("/service", "deploy")).isEqualTo("/service1");
        assertThat(renaming.applied("../service", "team/deploy")).isEqualTo("../service1");
        assertThat(renaming.applied("services", "deploy")).isEqualTo("services");
        assertThat(renaming.applied("a, service,b", "deploy")).isEqualTo("a, service1, b");
    }

    @Test
    void followsAFullNameWithoutTheSlash() {
        Renaming renaming = new Renaming("a", "b", Set.of("b", "b/service", "team", "team/deploy")::contains);

        assertThat(renaming.applied("a/service", "team/deploy")).isEqualTo("b/service");
    }

    @Test
    void aRelativeNameThatIsThereIsNotTakenForAFullOne() {
        Renaming renaming = new Renaming("a", "b", Set.of("b", "team/a/service")::contains);

        assertThat(renaming.applied("a/service", "team/deploy")).isEqualTo("a/service");
    }

    @Test
    void followsAFolder() {
        Renaming renaming = new Renaming("team", "group", Set.of("group", "group/service", "deploy")::contains);

        assertThat(renaming.applied("team/service", "deploy")).isEqualTo("group/service");
        assertThat(renaming.applied("service", "group/deploy")).isEqualTo("service");
        assertThat(renaming.applied("/team/service", "group/deploy")).isEqualTo("/group/service");
    }

    @Test
    void followsAMoveIntoAFolder() {
        Renaming renaming = new Renaming("service", "team/service", Set.of("team/service", "deploy")::contains);

        assertThat(renaming.applied("service", "deploy")).isEqualTo("team/service");
        assertThat(renaming.applied("../service", "other/deploy")).isEqualTo("../team/service");
    }

    @Test
    void followsTheJobThatHoldsTheName() {
        Renaming renaming = new Renaming("deploy", "team/deploy", Set.of("service", "team/deploy")::contains);

        assertThat(renaming.applied("service", "team/deploy")).isEqualTo("../service");
        assertThat(renaming.applied("/service", "team/deploy")).isEqualTo("/service");
    }

    @Test
    void aFolderThatHoldsBothChangesNothing() {
        Set<String> now = Set.of("b", "b/deploy", "b/service");

        assertThat(new Renaming("a", "b", now::contains).applied("service", "b/deploy"))
                .isEqualTo("service");
        assertThat(new Renaming("a/deploy", "b/deploy", now::contains).applied("service", "b/deploy"))
                .isEqualTo("service");
        assertThat(new Renaming("a/service", "b/service", now::contains).applied("service", "b/deploy"))
                .isEqualTo("service");
    }
}
