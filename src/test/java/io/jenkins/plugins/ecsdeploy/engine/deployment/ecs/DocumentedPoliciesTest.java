package io.jenkins.plugins.ecsdeploy.engine.deployment.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.jenkins.plugins.ecsdeploy.emulator.Call;
import io.jenkins.plugins.ecsdeploy.emulator.Scene;
import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.deployment.Goal;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.document.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ecs.EcsClient;

/** The policies in docs/administration.md are those of the calls that are made. */
class DocumentedPoliciesTest extends DeploymentTestBase {
    private static final Path DOCUMENT = Path.of("docs", "administration.md");

    /** What AWS checks besides the action that is called. */
    private static final Set<String> NOT_CALLED = Set.of("iam:PassRole", "ecs:TagResource");

    /** What {@link EcsApi} asks of the SDK, as policies name it. */
    private static final Set<String> CALLED = new ClassFileImporter()
            .importClasses(EcsApi.class).stream()
                    .flatMap(type -> type.getMethodCallsFromSelf().stream())
                    .flatMap(DocumentedPoliciesTest::action)
                    .collect(Collectors.toCollection(TreeSet::new));

    @Test
    void theyHoldAllActionsThatAreCalledAndNoOthers() throws IOException {
        Set<String> documented = new TreeSet<>(actions("ecsDeploy"));
        documented.addAll(actions("ecsRollback"));
        documented.addAll(actions("ecsRender"));
        documented.removeAll(NOT_CALLED);

        assertThat(documented).containsExactlyInAnyOrderElementsOf(CALLED);
    }

    @Test
    void aDeploymentNeedsNoMoreThanIsDocumented() throws IOException {
        denyAllBut(actions("ecsDeploy"));

        deploy(image("registry/web:2").build());

        succeededWithoutADenial();
    }

    @Test
    void aDeploymentThatFailsNeedsNoMore() throws IOException {
        denyAllBut(actions("ecsDeploy"));
        web.scene(Scene.crash());

        deploy(image("registry/web:2").build());

        assertThat(host.failure).isNotNull();
        assertThat(emulator.calls().stream().filter(DocumentedPoliciesTest::denied))
                .isEmpty();
    }

    @Test
    void aRollbackNeedsNoMore() throws IOException {
        deploy(image("registry/web:2").build());
        record = new DeploymentRecord(
                "web", CLUSTER, emulator.region(), time.now().toEpochMilli());
        host.result = null;
        denyAllBut(actions("ecsRollback"));

        deploy(asItIs().goal(new Goal.Rollback(Optional.empty())).build());

        succeededWithoutADenial();
        assertThat(web.taskDefinition()).endsWith("web:1");
    }

    private void succeededWithoutADenial() {
        assertThat(host.failure).isNull();
        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(emulator.calls().stream().filter(DocumentedPoliciesTest::denied))
                .isEmpty();
    }

    private void denyAllBut(Set<String> allowed) {
        for (String action : CALLED) {
            if (!allowed.contains(action)) {
                emulator.faults().deny(action.substring(action.indexOf(':') + 1));
            }
        }
    }

    private static boolean denied(Call call) {
        return "AccessDeniedException".equals(call.error());
    }

    private static Stream<String> action(JavaMethodCall call) {
        String name = call.getName().replaceAll("Paginator$", "");
        String action = Character.toUpperCase(name.charAt(0)) + name.substring(1);
        if (call.getTargetOwner().isEquivalentTo(EcsClient.class)) {
            return Stream.of("ecs:" + action);
        }
        return call.getTargetOwner().isEquivalentTo(CloudWatchLogsClient.class)
                ? Stream.of("logs:" + action)
                : Stream.empty();
    }

    /** Of the first policy after the paragraph that begins with the step. */
    private static Set<String> actions(String step) throws IOException {
        String text = Files.readString(DOCUMENT);
        int section = text.indexOf("\n## IAM policies");
        int paragraph = text.indexOf("\n`" + step + "`", section);
        assertThat(paragraph).as(step).isPositive();
        int begin = text.indexOf("```json\n", paragraph) + "```json\n".length();
        JsonNode policy = Json.MAPPER.readTree(text.substring(begin, text.indexOf("```", begin)));
        Set<String> actions = new TreeSet<>();
        policy.path("Statement").forEach(statement -> {
            assertThat(statement.path("Effect").asText()).isEqualTo("Allow");
            JsonNode action = statement.path("Action");
            if (action.isTextual()) {
                actions.add(action.asText());
            }
            action.forEach(each -> actions.add(each.asText()));
        });
        assertThat(actions).isNotEmpty();
        return actions;
    }
}
