package io.jenkins.plugins.ecsdeploy.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ecs.model.Failure;

/** Requests that ECS refuses, action by action, with its own codes. */
class EcsEmulatorRefusalTest extends EmulatorTestBase {
    private static final String ARN = "arn:aws:ecs:eu-central-1:123456789012:";

    @Test
    void updateService() {
        assertThat(refused(() -> ecs.updateService(r -> r.cluster("c2").service("web"))))
                .isEqualTo("ClusterNotFoundException: Cluster not found.");
        assertThat(refused(() -> ecs.updateService(r -> r.service("web"))))
                .isEqualTo("ClusterNotFoundException: Cluster not found.");
        assertThat(refused(() -> ecs.updateService(r -> r.cluster("c1").service("api"))))
                .isEqualTo("ServiceNotFoundException: Service not found.");
        assertThat(refused(() -> ecs.updateService(r -> r.cluster("c1")))).startsWith("InvalidParameterException: ");
        assertThat(refused(() -> update("nothing"))).isEqualTo("ClientException: Unable to describe task definition.");
        assertThat(refused(() -> update("web:7"))).startsWith("ClientException: ");
        assertThat(refused(() ->
                        ecs.updateService(r -> r.cluster("c1").service("web").desiredCount(-1))))
                .startsWith("InvalidParameterException: ");
        assertThat(refused(() -> ecs.updateService(r -> r.cluster("c1").service(ARN + "service/c2/web"))))
                .isEqualTo("InvalidParameterException: Invalid identifier: Identifier is for c2. Your cluster is c1");
        assertThat(web.deploymentArns()).hasSize(1);
    }

    @Test
    void settingsOfAService() {
        assertThat(refused(() ->
                        ecs.updateService(r -> r.cluster("c1").service("web").propagateTags("TASKS"))))
                .isEqualTo("InvalidParameterException: Invalid value for propagateTags: TASKS");
        assertThat(refused(() -> ecs.updateService(
                        r -> r.cluster("c1").service("web").deploymentConfiguration(c -> c.maximumPercent(100)))))
                .contains("Both maximumPercent and minimumHealthyPercent cannot be 100");
        assertThat(refused(() -> ecs.updateService(
                        r -> r.cluster("c1").service("web").deploymentConfiguration(c -> c.maximumPercent(50)))))
                .startsWith("InvalidParameterException: ");
    }

    @Test
    void aRefusedUpdateChangesNothing() {
        String before = web.describe();
        assertThat(refused(() -> ecs.updateService(r -> r.cluster("c1")
                        .service("web")
                        .desiredCount(9)
                        .enableExecuteCommand(true)
                        .taskDefinition("nothing"))))
                .startsWith("ClientException: ");
        assertThat(web.describe()).isEqualTo(before);
    }

    @Test
    void updateOfAServiceThatIsGoneOrNotEcssOwn() {
        web.controller("CODE_DEPLOY");
        assertThat(refused(() -> update("web:2"))).contains("CODE_DEPLOY deployment controller");
        assertThat(refused(() -> ecs.listServiceDeployments(r -> r.cluster("c1").service("web"))))
                .startsWith("UnsupportedFeatureException: ");
        web.controller("EXTERNAL");
        assertThat(refused(() ->
                        ecs.updateService(r -> r.cluster("c1").service("web").forceNewDeployment(true))))
                .contains("EXTERNAL deployment controller");
        web.controller("ECS").status("INACTIVE");
        assertThat(refused(() -> update("web:2"))).isEqualTo("ServiceNotActiveException: Service was not ACTIVE.");
        web.status("DRAINING");
        assertThat(refused(() -> update("web:2"))).startsWith("ServiceNotActiveException: ");
    }

    @Test
    void createAndDeleteService() {
        assertThat(refused(() -> ecs.createService(r ->
                        r.cluster("c1").serviceName("web").taskDefinition("web").desiredCount(1))))
                .isEqualTo("InvalidParameterException: Creation of service was not idempotent.");
        assertThat(refused(() -> ecs.createService(r ->
                        r.cluster("c1").serviceName("a b").taskDefinition("web").desiredCount(1))))
                .startsWith("InvalidParameterException: ");
        assertThat(refused(() ->
                        ecs.createService(r -> r.cluster("c1").serviceName("x").taskDefinition("web"))))
                .startsWith("InvalidParameterException: ");
        assertThat(refused(() -> ecs.createService(r -> r.cluster("c1")
                        .serviceName("x")
                        .taskDefinition("web")
                        .desiredCount(1)
                        .loadBalancers(b -> b.containerName("nginx").containerPort(80)))))
                .isEqualTo("InvalidParameterException: The container nginx does not exist in the task definition.");
        emulator.registerTaskDefinition(
                WEB.replace("\"family\":\"web\"", "\"family\":\"vpc\",\"networkMode\":\"awsvpc\""));
        assertThat(refused(() -> ecs.createService(r ->
                        r.cluster("c1").serviceName("x").taskDefinition("vpc").desiredCount(1))))
                .contains("Network Configuration must be provided when networkMode 'awsvpc' is specified.");
        assertThat(refused(() -> update("vpc"))).contains("Network Configuration must be provided");
        assertThat(refused(() -> ecs.deleteService(r -> r.cluster("c1").service("web"))))
                .isEqualTo("InvalidParameterException: The service cannot be stopped while it is scaled above 0.");
        assertThat(refused(() -> ecs.deleteService(r -> r.cluster("c1").service("x"))))
                .isEqualTo("ServiceNotFoundException: Service not found.");
    }

    @Test
    void batchesHaveLimits() {
        assertThat(refused(() -> ecs.describeServices(r -> r.cluster("c1").services(times(11, "web")))))
                .startsWith("InvalidParameterException: ");
        assertThat(refused(() -> ecs.describeServices(r -> r.cluster("c1"))))
                .isEqualTo("InvalidParameterException: Services cannot be empty.");
        String arn = web.deploymentArns().get(0);
        assertThat(refused(() -> ecs.describeServiceDeployments(r -> r.serviceDeploymentArns(times(21, arn)))))
                .startsWith("InvalidParameterException: ");
        assertThat(refused(() -> ecs.describeServiceDeployments(r -> r.serviceDeploymentArns("web"))))
                .startsWith("InvalidParameterException: ");
        assertThat(refused(() -> ecs.describeTasks(r -> r.cluster("c1").tasks(times(101, "0")))))
                .startsWith("InvalidParameterException: ");
        assertThat(refused(() -> ecs.describeTasks(r -> r.cluster("c1"))))
                .isEqualTo("InvalidParameterException: Tasks cannot be empty.");
        assertThat(refused(() -> ecs.listTasks(r -> r.cluster("c1").maxResults(101))))
                .startsWith("InvalidParameterException: ");
        assertThat(refused(() -> ecs.listTasks(r -> r.cluster("c1").nextToken("x"))))
                .startsWith("InvalidParameterException: ");
        assertThat(refused(
                        () -> ecs.listTasks(r -> r.cluster("c1").startedBy("x").family("web"))))
                .startsWith("InvalidParameterException: ");
        assertThat(refused(() -> ecs.listTasks(r -> r.cluster("c1").serviceName("x"))))
                .startsWith("ServiceNotFoundException: ");
    }

    @Test
    void whatIsMissingIsSaidInFailures() {
        assertThat(ecs.describeServices(r -> r.cluster("c1").services("web", "api"))
                        .failures())
                .containsExactly(missing(ARN + "service/c1/api"));
        String gone = ARN + "service-deployment/c1/web/aaaaaaaaaaaaaaaaaaaaa";
        assertThat(ecs.describeServiceDeployments(r -> r.serviceDeploymentArns(gone))
                        .failures())
                .containsExactly(missing(gone));
        String revision = ARN + "service-revision/c1/web/1";
        assertThat(ecs.describeServiceRevisions(r -> r.serviceRevisionArns(revision))
                        .failures())
                .containsExactly(missing(revision));
        assertThat(ecs.describeClusters(r -> r.clusters("c1", "c2")).failures())
                .containsExactly(missing(ARN + "cluster/c2"));
        assertThat(ecs.describeTasks(r -> r.cluster("c1").tasks("0")).failures())
                .containsExactly(missing(ARN + "task/c1/0"));
    }

    private static Failure missing(String arn) {
        return Failure.builder().arn(arn).reason("MISSING").build();
    }

    private static List<String> times(int count, String text) {
        return Collections.nCopies(count, text);
    }

    private static String refused(Runnable call) {
        try {
            call.run();
            return "not refused";
        } catch (AwsServiceException e) {
            assertThat(e.statusCode()).isEqualTo(400);
            return e.awsErrorDetails().errorCode() + ": " + e.awsErrorDetails().errorMessage();
        }
    }
}
