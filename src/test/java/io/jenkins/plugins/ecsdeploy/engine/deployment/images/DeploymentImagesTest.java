package io.jenkins.plugins.ecsdeploy.engine.deployment.images;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.emulator.Call;
import io.jenkins.plugins.ecsdeploy.emulator.EmulatorClients;
import io.jenkins.plugins.ecsdeploy.emulator.Scene;
import io.jenkins.plugins.ecsdeploy.emulator.registry.TestImages;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsAccess;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeployRequest;
import io.jenkins.plugins.ecsdeploy.engine.deployment.ecs.DeploymentTestBase;
import io.jenkins.plugins.ecsdeploy.engine.deployment.ecs.TestHost;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Status;
import io.jenkins.plugins.ecsdeploy.engine.promotion.ImageStores;
import io.jenkins.plugins.ecsdeploy.engine.registry.Registries;
import io.jenkins.plugins.ecsdeploy.engine.registry.RegistryHttp;
import io.jenkins.plugins.ecsdeploy.engine.registry.TestTime;
import io.jenkins.plugins.ecsdeploy.engine.render.TakenImages;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** A deployment with images of elsewhere, digests in place of tags, and a look in the end at what ECS made of them. */
class DeploymentImagesTest extends DeploymentTestBase {
    private static final String ONE = "sha256:" + "1".repeat(64);
    private static final String TWO = "sha256:" + "2".repeat(64);

    private int reads;
    private Executor threads = Runnable::run;

    // What runs in the end.

    @Test
    void theResultHasTheDigestsThatEcsHasFound() {
        emulator.imageDigest("registry/web:2", TWO);

        deploy(image("registry/web:2").build());

        assertThat(host.result).containsEntry("digests", Map.of("web", TWO));
        assertThat(host.fromDisk().imageState().digests()).isEqualTo(Map.of("web", TWO));
        assertThat(calls("DescribeServiceRevisions")).isEqualTo(1);
        assertThat(calls("ListTasks")).isZero();
    }

    /** Whoever waits for the end need not wait for the digests, too. */
    @Test
    void theyAreAskedForWhileEcsStillWaits() {
        deploy(image("registry/web:2").build());

        List<String> names = emulator.calls().stream().map(Call::action).toList();
        assertThat(names.lastIndexOf("DescribeServiceRevisions"))
                .isBetween(0, names.lastIndexOf("DescribeServiceDeployments") - 1);
    }

    @Test
    void soHasThatOfAServiceThatRanItAlready() {
        emulator.imageDigest("registry/web:1", TWO);

        deploy(asItIs().build());

        assertThat(host.result).containsEntry("status", "UNCHANGED");
        assertThat(digest()).matches("sha256:[0-9a-f]{64}").isNotEqualTo(TWO);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DescribeServiceRevisions", "DescribeServiceDeployments"})
    void theTasksTellThemWhereTheRevisionMayNotBeRead(String denied) {
        emulator.faults().deny(denied);
        emulator.imageDigest("registry/web:2", TWO);

        deploy(image("registry/web:2").build());

        assertThat(digest()).isEqualTo(TWO);
    }

    @Test
    void afterARollbackOfECSTheyAreThoseOfWhatRuns() {
        web.circuitBreaker(true).scene(Scene.crash().rollback(Scene.healthy()));
        deploy(image("registry/web:2").build());
        host = new TestHost(host.ecs);
        record = new DeploymentRecord(
                "web", CLUSTER, emulator.region(), time.now().toEpochMilli());
        emulator.imageDigest("registry/web:2", TWO);

        deploy(image("registry/web:1").build());

        assertThat(host.result).containsEntry("status", "UNCHANGED");
        assertThat(digest()).isNotEqualTo(TWO);
    }

    @Test
    void aSuccessIsNotSpoiltWhereTheyCannotBeRead() {
        emulator.faults().deny("DescribeServiceRevisions");
        emulator.faults().deny("ListTasks");

        deploy(image("registry/web:2").build());

        assertThat(host.result).containsEntry("status", "SUCCESSFUL").doesNotContainKey("digests");
        assertThat(host.log)
                .anyMatch(line -> line.contains("The digests of the images could not be read: AccessDenied"));
    }

    @Test
    void throttlingIsWaitedFor() {
        emulator.faults().throttle("DescribeServiceRevisions", 3);
        emulator.imageDigest("registry/web:2", TWO);

        deploy(image("registry/web:2").build());

        assertThat(digest()).isEqualTo(TWO);
    }

    @Test
    void whoeverGoesOnAfterTheEndReadsThemAsWell() {
        emulator.imageDigest("registry/web:2", TWO);
        DeployRequest request = image("registry/web:2").build();
        host.onRemember = () -> {
            if (record.status() == Status.SUCCESSFUL) {
                host.crashed = true;
                host.stopping = true;
            }
        };
        deploy(request);
        host = host.afterACrash();

        resume(request);
        time.passUntilIdle();

        assertThat(digest()).isEqualTo(TWO);
        assertThat(calls("UpdateService")).isEqualTo(1);
    }

    // What was expected.

    @Test
    void whatWasExpectedIsASuccess() {
        emulator.imageDigest("registry/web:dev", TWO);

        deploy(image("registry/web:dev").images(expecting(TWO)).build());

        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
    }

    @Test
    void anotherDigestFailsTheStepAndSaysBoth() {
        emulator.imageDigest("registry/web:dev", ONE);

        deploy(image("registry/web:dev").images(expecting(TWO)).build());

        assertThat(host.failure)
                .isInstanceOf(EngineException.class)
                .hasMessageContainingAll("Container web", "registry/web:dev", ONE, TWO, "not rolled back");
        assertThat(host.fromDisk().status()).isEqualTo(Status.FAILED);
        assertThat(host.fromDisk().lastWord()).contains(ONE, TWO);
    }

    @Test
    void theFailureIsSaidAgainAfterARestart() {
        emulator.imageDigest("registry/web:dev", ONE);
        DeployRequest request = image("registry/web:dev").images(expecting(TWO)).build();
        deploy(request);
        host = host.afterACrash();

        resume(request);
        time.passUntilIdle();

        assertThat(host.failure).hasMessageContainingAll(ONE, TWO);
    }

    @Test
    void itIsComparedWhereNothingWasDeployed() {
        emulator.imageDigest("registry/web:1", TWO);

        deploy(asItIs().images(expecting(TWO)).build());

        assertThat(host.failure).hasMessageContainingAll(TWO, "forceNewDeployment: true");
        assertThat(calls("UpdateService")).isZero();
    }

    @Test
    void forcedItRunsWhatTheTagHasNow() {
        emulator.imageDigest("registry/web:1", TWO);

        deploy(asItIs().force().images(expecting(TWO)).build());

        assertThat(host.result).containsEntry("status", "SUCCESSFUL").containsEntry("digests", Map.of("web", TWO));
    }

    @Test
    void whatIsNotKnownIsNotAsExpected() {
        emulator.faults().deny("DescribeServiceRevisions");
        emulator.faults().deny("ListTasks");

        deploy(image("registry/web:2").images(expecting(TWO)).build());

        assertThat(host.failure).hasMessageContainingAll("was to run " + TWO, "is not known", "ListTasks");
    }

    @Test
    void aContainerThatIsNotThereIsRefusedBeforeAnythingIsDone() {
        deploy(image("registry/web:2")
                .images(new ImageOptions(Optional.empty(), false, Map.of("wep", TWO), this::stores, threads))
                .build());

        assertThat(host.failure).hasMessageContainingAll("expectImages names the container wep", "did you mean web?");
        nothingWasChanged();
    }

    @Test
    void soIsAnImageThatHasAnotherDigestInItself() {
        deploy(image("registry/web:2@" + ONE).images(expecting(TWO)).build());

        assertThat(host.failure).hasMessageContainingAll(ONE, TWO, "Nothing was deployed");
        nothingWasChanged();
    }

    @Test
    void anImageMeansTheDigestOfItsTag() {
        String digest = push("web", "0.0.3", "web");
        String name = emulator.ecr().imageName("web");
        emulator.ecr().push("web", "dev", TestImages.image(TestImages.OCI_MANIFEST, "web"), TestImages.OCI_MANIFEST);

        deploy(image(name + ":dev").images(expecting(name + ":0.0.3")).build());

        assertThat(host.result).containsEntry("digests", Map.of("web", digest));
    }

    @Test
    void andFailsWhereThatIsAnother() {
        push("web", "0.0.3", "web");
        push("web", "dev", "other");
        String name = emulator.ecr().imageName("web");

        deploy(image(name + ":dev").images(expecting(name + ":0.0.3")).build());

        assertThat(host.failure).hasMessageContaining("expectImages wants sha256:");
    }

    // Digests in place of tags.

    @Test
    void tagsArePinnedBeforeTheRevisionIsRegistered() {
        String digest = push("web", "90", "web");
        String image = emulator.ecr().imageName("web") + ":90";

        deploy(image(image).images(pinning()).build());

        assertThat(host.result)
                .containsEntry("images", Map.of("web", image + "@" + digest))
                .containsEntry("digests", Map.of("web", digest));
        assertThat(calls("DescribeImages")).isEqualTo(1);
        assertThat(calls("DescribeServiceRevisions")).isZero();
    }

    @Test
    void theSameTagWithTheSameDigestIsNoChange() {
        push("web", "90", "web");
        String image = emulator.ecr().imageName("web") + ":90";
        deploy(image(image).images(pinning()).build());
        again();

        deploy(image(image).images(pinning()).build());

        assertThat(host.result).containsEntry("status", "UNCHANGED");
    }

    @Test
    void aTagThatWasMovedIsAChange() {
        push("web", "90", "web");
        String image = emulator.ecr().imageName("web") + ":90";
        deploy(image(image).images(pinning()).build());
        String moved = push("web", "90", "other");
        again();

        deploy(image(image).images(pinning()).build());

        assertThat(host.result).containsEntry("status", "SUCCESSFUL").containsEntry("digests", Map.of("web", moved));
    }

    @Test
    void aRevisionThatIsNamedIsRegisteredAnewWithDigests() {
        String digest = push("web", "90", "web");
        String image = emulator.ecr().imageName("web") + ":90";
        emulator.registerTaskDefinition(WEB.replace("registry/web:1", image));

        deploy(revision("web:2").images(pinning()).build());

        assertThat(host.result).containsEntry("images", Map.of("web", image + "@" + digest));
        assertThat((String) host.result.get("taskDefinitionArn")).endsWith("web:3");
    }

    @Test
    void aTagThatIsNotThereIsRefusedBeforeAnythingIsDone() {
        push("web", "90", "web");

        deploy(image(emulator.ecr().imageName("web") + ":91").images(pinning()).build());

        assertThat(host.failure).hasMessageContaining("web:91 was not found");
        nothingWasChanged();
    }

    @Test
    void soIsOneThatNobodyCanPull() {
        push("web", "90", "web");
        emulator.ecr().status("web", "90", "ARCHIVED");

        deploy(image(emulator.ecr().imageName("web") + ":90").images(pinning()).build());

        assertThat(host.failure).hasMessageContaining("exists, but it is ARCHIVED");
        nothingWasChanged();
    }

    @Test
    void soIsARegistryThatIsNotOnTheList() {
        deploy(image("registry.acme.com/web:91").images(pinning()).build());

        assertThat(host.failure).hasMessageContaining("is not one of those that this Jenkins may talk to");
        nothingWasChanged();
    }

    /** Registries may be slow: nothing waits for them but their own threads. */
    @Test
    void aRegistryThatTakesItsTimeHoldsNothingUp() {
        String digest = push("web", "90", "web");
        String image = emulator.ecr().imageName("web") + ":90";
        List<Runnable> waiting = new ArrayList<>();
        threads = waiting::add;

        begin(image(image).images(pinning()).build());
        time.pass(Duration.ofMinutes(1));
        assertThat(waiting).hasSize(1);
        assertThat(host.failure).isNull();
        nothingWasChanged();
        waiting.get(0).run();
        time.passUntilIdle();

        assertThat(host.result).containsEntry("digests", Map.of("web", digest));
    }

    @Test
    void aFailureThatPassesIsTriedAgain() {
        String digest = push("web", "90", "web");
        emulator.faults().throttle("DescribeImages", 6);

        deploy(image(emulator.ecr().imageName("web") + ":90").images(pinning()).build());

        assertThat(host.result).containsEntry("digests", Map.of("web", digest));
    }

    @Test
    void afterACrashTheDigestsAreTheSame() {
        String digest = push("web", "90", "web");
        String image = emulator.ecr().imageName("web") + ":90";
        DeployRequest request = image(image).images(pinning()).build();
        crashWhenRegistering(request);
        push("web", "90", "other");

        resume(request);
        time.passUntilIdle();

        assertThat(host.result).containsEntry("digests", Map.of("web", digest));
        assertThat(emulator.calls("RegisterTaskDefinition").stream().filter(call -> call.done()))
                .hasSize(1);
    }

    // Images of elsewhere.

    @Test
    void imagesOfElsewhereAreRegistered() {
        deploy(asItIs().images(taking("registry/web:90@" + TWO)).build());

        assertThat(host.result)
                .containsEntry("images", Map.of("web", "registry/web:90@" + TWO))
                .containsEntry("digests", Map.of("web", TWO));
        assertThat(host.log)
                .anyMatch(line -> line.equals("Taking over images of target staging: web registry/web:90@" + TWO));
    }

    @Test
    void theyAreTakenOnceAndKept() {
        DeployRequest request =
                asItIs().images(taking("registry/web:90@" + TWO)).build();
        crashWhenRegistering(request);

        resume(asItIs().images(taking("registry/web:91@" + ONE)).build());
        time.passUntilIdle();

        assertThat(host.result).containsEntry("images", Map.of("web", "registry/web:90@" + TWO));
        assertThat(reads).isEqualTo(1);
    }

    @Test
    void whatCannotBeTakenIsSaidBeforeAnythingIsDone() {
        ImageSource source = log -> {
            throw new EngineException("its deployment is IN_PROGRESS");
        };

        deploy(asItIs().images(new ImageOptions(Optional.of(source), false, Map.of(), this::stores, threads))
                .build());

        assertThat(host.failure).hasMessage("its deployment is IN_PROGRESS");
        nothingWasChanged();
    }

    /** The program is killed when it has written down that it is about to register, and the call was carried out. */
    private void crashWhenRegistering(DeployRequest request) {
        emulator.onCall(call -> {
            if (call.action().equals("RegisterTaskDefinition")) {
                host.crashed = true;
                host.stopping = true;
            }
        });
        deploy(request);
        emulator.onCall(call -> {});
        host = host.afterACrash();
    }

    private ImageOptions taking(String image) {
        ImageSource source = log -> {
            reads++;
            return new TakenImages("target staging", null, Map.of("web", image));
        };
        return new ImageOptions(Optional.of(source), false, Map.of(), this::stores, threads);
    }

    private ImageOptions expecting(String digestOrImage) {
        return new ImageOptions(Optional.empty(), false, Map.of("web", digestOrImage), this::stores, threads);
    }

    private ImageOptions pinning() {
        return new ImageOptions(Optional.empty(), true, Map.of(), this::stores, threads);
    }

    private void again() {
        host = new TestHost(host.ecs);
        record = new DeploymentRecord(
                "web", CLUSTER, emulator.region(), time.now().toEpochMilli());
    }

    private String push(String repository, String tag, String content) {
        return emulator.ecr()
                .push(repository, tag, TestImages.image(TestImages.OCI_MANIFEST, content), TestImages.OCI_MANIFEST);
    }

    private String digest() {
        return (String) ((Map<?, ?>) host.result.get("digests")).get("web");
    }

    private void nothingWasChanged() {
        assertThat(calls("RegisterTaskDefinition")).isZero();
        assertThat(calls("UpdateService")).isZero();
    }

    private ImageStores stores() {
        TestTime registryTime = new TestTime();
        return new ImageStores(
                new RegistryHttp(HttpClient.newBuilder()),
                new Registries(List.of()),
                registry -> Optional.empty(),
                region -> clients.ecr(new AwsAccess(
                        region,
                        Optional.of(emulator.endpoint()),
                        StaticCredentialsProvider.create(EmulatorClients.forSdk(emulator.credentials())))),
                registryTime,
                registryTime);
    }
}
