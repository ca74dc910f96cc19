package io.jenkins.plugins.ecsdeploy.deployments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.model.Run;
import io.jenkins.plugins.ecsdeploy.aws.CallerArguments;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class OrphanedDeploymentTest {
    private static JenkinsRule jenkins;

    private final DeploymentRecord record = new DeploymentRecord("web", "c1", "eu-central-1", 0);

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

    private OrphanedDeployment orphan(Run<?, ?> build) {
        return new OrphanedDeployment(build, new BuildDeployment("1", CallerArguments.NONE, record));
    }

    private static Run<?, ?> build() throws Exception {
        return jenkins.buildAndAssertSuccess(jenkins.createFreeStyleProject());
    }
}
