package io.jenkins.plugins.ecsdeploy.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.security.AuthorizationStrategy;
import hudson.security.SecurityRealm;
import hudson.util.XStream2;
import io.jenkins.plugins.ecsdeploy.QuickJenkins;
import io.jenkins.plugins.ecsdeploy.access.CallerArguments;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.deployment.revisions.RanRevision;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import jenkins.model.Jenkins;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** What is kept with a build, and what becomes of it when its step is gone. */
@ExtendWith(QuickJenkins.class)
class DeploymentsOfBuildTest {
    private static final String FAMILY = "arn:aws:ecs:eu-central-1:123456789012:task-definition/web:";

    private static JenkinsRule jenkins;

    private final DeploymentRecord record =
            new DeploymentRecord("web", "c1", "eu-central-1", System.currentTimeMillis());

    @BeforeAll
    static void start(JenkinsRule rule) {
        jenkins = rule;
    }

    @Test
    void isKeptWithItsBuild() throws Exception {
        Run<?, ?> build = build();

        orphan(build).log("a line");

        assertThat(build.getRootDir().toPath().resolve("build.xml")).exists();
        assertThatThrownBy(() -> orphan(build).ecs()).hasMessageContaining("No AWS credentials");
    }

    @Test
    void doesNotOutliveItsBuild() throws Exception {
        Run<?, ?> build = build();
        build.delete();

        orphan(build).log("a line");

        assertThat(build.getRootDir()).doesNotExist();
        assertThatThrownBy(() -> orphan(build).ecs()).hasMessage("The build was deleted");
    }

    @Test
    void doesNotOutliveItsJob() throws Exception {
        Run<?, ?> build = build();
        build.getParent().delete();

        orphan(build).log("a line");

        assertThat(build.getRootDir()).doesNotExist();
        assertThatThrownBy(() -> orphan(build).ecs()).hasMessage("The build was deleted");
    }

    @Test
    void isNotFollowedForever() throws Exception {
        Instant weekAgo = Instant.now().minus(Duration.ofDays(7));
        DeploymentRecord old = new DeploymentRecord(
                "web", "c1", "eu-central-1", weekAgo.minusSeconds(1).toEpochMilli());

        assertThatThrownBy(() ->
                        new OrphanedDeployment(build(), new BuildDeployment("1", CallerArguments.NONE, old)).ecs())
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("not ended within 7 days")
                .hasMessageContaining(old.url());
    }

    /** A folder in the place of the file makes saving fail, as a full disk does. */
    @Test
    void linesWaitUntilTheBuildCanBeSaved() throws Exception {
        Run<?, ?> build = build();
        BuildDeployment deployment = new BuildDeployment("1", CallerArguments.NONE, record);
        OrphanedDeployment orphan = new OrphanedDeployment(build, deployment);
        Path file = build.getRootDir().toPath().resolve("build.xml");
        Files.delete(file);
        Files.createDirectories(file.resolve("in the way"));

        assertThatThrownBy(() -> orphan.remember(record)).isInstanceOf(UncheckedIOException.class);
        orphan.log("a line");
        assertThat(deployment.afterwards()).containsExactly("a line");

        Files.delete(file.resolve("in the way"));
        Files.delete(file);
        orphan.remember(record);
        assertThat(file).isRegularFile();
    }

    /** Something that the build archived itself may have the name, and may be of any kind and size. */
    @Test
    void evidenceTakesAFreeName() throws Exception {
        Run<?, ?> build = build();
        DeploymentsAction.record(build, "1", CallerArguments.NONE, () -> record);
        Path artifacts = build.getArtifactsDir().toPath();
        Files.createDirectories(artifacts.resolve("e.json"));
        Files.write(artifacts.resolve("e-2.json"), new byte[5 * 1024 * 1024]);

        String name = EvidenceArtifact.keep(build, TaskListener.NULL, record, "e.json", "{}");

        assertThat(name).isEqualTo("e-3.json");
        assertThat(EvidenceArtifact.read(build, name)).contains("{}");
        assertThat(EvidenceArtifact.read(build, "e.json")).isEmpty();
        assertThat(EvidenceArtifact.read(build, "e-2.json"))
                .as("not all of that")
                .isEmpty();
    }

    @Test
    void ofWhatHappensAfterwardsTheBeginningAndTheEndAreKept() {
        BuildDeployment deployment = new BuildDeployment("1", CallerArguments.NONE, record);
        for (int i = 0; i < 1_000; i++) {
            deployment.addAfterwards("line " + i);
        }

        assertThat(deployment.afterwards())
                .hasSize(200)
                .startsWith("line 0", "line 1")
                .contains("line 99", "…", "line 901")
                .doesNotContain("line 100", "line 900")
                .endsWith("line 998", "line 999");
    }

    @Test
    void ofAServiceTheNewestRevisionsAreKnown() throws Exception {
        Run<?, ?> build = build();
        for (int i = 1; i <= 25; i++) {
            DeployedRevisions.get().add(successful("many", i), build);
        }
        DeployedRevisions.get().add(successful("many", 24), build);

        List<RanRevision> read = afterARestart().of(key("many"), build);

        assertThat(read)
                .hasSize(20)
                .extracting(RanRevision::taskDefinitionArn)
                .startsWith(FAMILY + 24, FAMILY + 25, FAMILY + 23)
                .endsWith(FAMILY + 6);
        assertThat(read.get(0).knownFrom()).startsWith(build.getFullDisplayName() + " of 20");
        assertThat(afterARestart().placesOf(FAMILY + 7, build))
                .containsExactly("service many in cluster c1, by " + build.getFullDisplayName());
    }

    @Test
    void jobsAreNamedToThoseWhoMayReadThem() throws Exception {
        DeployedRevisions.get().add(successful("hidden", 1), build());
        Run<?, ?> other = build();
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(
                new MockAuthorizationStrategy().grant(Jenkins.READ).everywhere().toEveryone());
        try {
            assertThat(DeployedRevisions.get().of(key("hidden"), other))
                    .singleElement()
                    .satisfies(ran -> assertThat(ran.knownFrom()).startsWith("a build of another job of 20"));
            assertThat(DeployedRevisions.get().placesOf(FAMILY + 1, other))
                    .containsExactly("a service, by a build of another job");
        } finally {
            jenkins.jenkins.setAuthorizationStrategy(new AuthorizationStrategy.Unsecured());
            jenkins.jenkins.setSecurityRealm(SecurityRealm.NO_AUTHENTICATION);
        }
    }

    @Test
    void whatIsOutOfOrderOnTheDiskSpoilsNothing() throws Exception {
        Path file = jenkins.jenkins.getRootDir().toPath().resolve(DeployedRevisions.class.getName() + ".xml");
        Files.deleteIfExists(file);
        Files.createDirectories(file.resolve("in the way"));
        Run<?, ?> build = build();
        try {
            DeployedRevisions revisions = afterARestart();
            revisions.add(successful("disk", 1), build);

            assertThat(revisions.of(key("disk"), build)).hasSize(1);
        } finally {
            Files.delete(file.resolve("in the way"));
            Files.delete(file);
        }
        Files.writeString(file, "<map><entry>");
        assertThat(afterARestart().of(key("disk"), build)).isEmpty();
        Files.delete(file);
    }

    private static DeployedRevisions afterARestart() {
        return new DeployedRevisions();
    }

    private static String key(String service) {
        return successful(service, 1).serviceKey(FAMILY);
    }

    private static DeploymentRecord successful(String service, int revision) {
        return (DeploymentRecord) new XStream2()
                .fromXML("<" + DeploymentRecord.class.getName() + "><service>" + service
                        + "</service><cluster>c1</cluster><region>eu-central-1</region><phase>ENDED</phase>"
                        + "<status>SUCCESSFUL</status><taskDefinitionArn>" + FAMILY + revision
                        + "</taskDefinitionArn></" + DeploymentRecord.class.getName() + ">");
    }

    private OrphanedDeployment orphan(Run<?, ?> build) {
        return new OrphanedDeployment(build, new BuildDeployment("1", CallerArguments.NONE, record));
    }

    private static Run<?, ?> build() throws Exception {
        return jenkins.buildAndAssertSuccess(jenkins.createFreeStyleProject());
    }
}
