package io.jenkins.plugins.ecsdeploy.engine.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.engine.aws.CheckApi;
import io.jenkins.plugins.ecsdeploy.engine.aws.optional.FilesApi;
import io.jenkins.plugins.ecsdeploy.engine.aws.optional.ParametersApi;
import io.jenkins.plugins.ecsdeploy.engine.aws.optional.RolesApi;
import io.jenkins.plugins.ecsdeploy.engine.aws.optional.SecretsApi;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DocumentedPolicy;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The policy in docs/administration.md is that of the calls that checks make. */
class DocumentedChecksTest {
    private static final Set<String> DOCUMENTED =
            DocumentedPolicy.actions("## IAM policies", "[`ecsVerify`](checks.md)");

    @Test
    void itHoldsAllActionsThatChecksAloneCall() {
        Set<String> called = new TreeSet<>(DocumentedPolicy.called(
                CheckApi.class, RolesApi.class, SecretsApi.class, ParametersApi.class, FilesApi.class));
        // HeadObject is allowed by the permission to read the object; clients are made by builders.
        called.remove("s3:HeadObject");
        called.removeIf(action -> action.endsWith(":Builder"));

        assertThat(DOCUMENTED).containsAll(called).contains("s3:GetObject");
    }

    @Test
    void itChangesNothingAndReadsNoSecret() {
        assertThat(DOCUMENTED)
                .allMatch(action ->
                        action.matches("[a-z0-9]+:(Describe|List|BatchGet|Get(Role|DeploymentGroup|Object)).*"));
    }
}
