package io.jenkins.plugins.ecsdeploy.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentBrief;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;

/** Lists of deployments, revisions and clusters. */
class EcsEmulatorHistoryTest extends EmulatorTestBase {
    @Test
    void deploymentsAreListedTheNewestFirst() {
        update("web:2");
        assertThat(ecs.listServiceDeployments(r -> r.cluster("c1").service("web"))
                        .serviceDeployments())
                .extracting(ServiceDeploymentBrief::status)
                .containsExactly(ServiceDeploymentStatus.PENDING, ServiceDeploymentStatus.SUCCESSFUL);
    }

    @Test
    void deploymentsAreFilteredByStatusAndTime() {
        update("web:2");
        String newest = web.deploymentArns().get(0);
        assertThat(ecs.listServiceDeployments(
                                r -> r.cluster("c1").service("web").status(ServiceDeploymentStatus.PENDING))
                        .serviceDeployments())
                .extracting(ServiceDeploymentBrief::serviceDeploymentArn)
                .containsExactly(newest);
        assertThat(ecs.listServiceDeployments(
                                r -> r.cluster("c1").service("web").createdAt(c -> c.after(EmulatorClock.START)))
                        .serviceDeployments())
                .extracting(ServiceDeploymentBrief::serviceDeploymentArn)
                .containsExactly(newest);
        assertThat(ecs.listServiceDeployments(r -> r.cluster("c1")
                                .service("web")
                                .createdAt(c -> c.before(EmulatorClock.START.minusSeconds(1))))
                        .serviceDeployments())
                .hasSize(1);
    }

    @Test
    void aRevisionTellsTheImagesThatArePinned() {
        update("web:2");
        String arn = deployment().targetServiceRevision().arn();
        assertThat(arn).matches("arn:aws:ecs:eu-central-1:123456789012:service-revision/c1/web/\\d{19}");
        ServiceRevision revision = ecs.describeServiceRevisions(r -> r.serviceRevisionArns(arn))
                .serviceRevisions()
                .get(0);
        assertThat(revision.taskDefinition()).endsWith("/web:2");
        assertThat(revision.containerImages()).singleElement().satisfies(image -> {
            assertThat(image.image()).isEqualTo("registry/web:2");
            assertThat(image.imageDigest()).matches("sha256:[0-9a-f]{64}");
        });
    }

    @Test
    void clustersCountWhatTheyHold() {
        ecs.createCluster(r -> r.clusterName("c2"));
        assertThat(ecs.listClusters().clusterArns()).hasSize(2);
        Cluster cluster = ecs.describeClusters(r -> r.clusters("c1")).clusters().get(0);
        assertThat(cluster.activeServicesCount()).isEqualTo(1);
        assertThat(cluster.runningTasksCount()).isEqualTo(2);
        assertThat(cluster.status()).isEqualTo("ACTIVE");
    }
}
