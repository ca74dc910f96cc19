package io.jenkins.plugins.ecsdeploy.engine.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.jenkins.plugins.ecsdeploy.emulator.Call;
import io.jenkins.plugins.ecsdeploy.emulator.EcsEmulator;
import io.jenkins.plugins.ecsdeploy.engine.aws.CodeDeployApi;
import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.aws.LoadBalancerApi;
import io.jenkins.plugins.ecsdeploy.engine.aws.LogsApi;
import io.jenkins.plugins.ecsdeploy.engine.aws.ServiceDeploymentsApi;
import io.jenkins.plugins.ecsdeploy.engine.aws.TasksApi;
import io.jenkins.plugins.ecsdeploy.engine.document.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.codedeploy.CodeDeployClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/** The IAM policies of docs/administration.md, beside the calls that the engine makes. */
public final class DocumentedPolicy {
    private static final Path DOCUMENT = Path.of("docs", "administration.md");

    /** As policies name the services. */
    private static final Map<String, String> PREFIXES = Map.of(
            EcsClient.class.getName(), "ecs:",
            CloudWatchLogsClient.class.getName(), "logs:",
            CodeDeployClient.class.getName(), "codedeploy:",
            ElasticLoadBalancingV2Client.class.getName(), "elasticloadbalancing:",
            IamClient.class.getName(), "iam:",
            S3Client.class.getName(), "s3:",
            SecretsManagerClient.class.getName(), "secretsmanager:",
            SsmClient.class.getName(), "ssm:");

    /** To take a class apart takes seconds. */
    private static final Map<Class<?>, Set<String>> CALLED = new ConcurrentHashMap<>();

    private DocumentedPolicy() {}

    /** What classes of the engine ask of the SDK, as policies name it. */
    public static Set<String> called(Class<?>... api) {
        return Stream.of(api)
                .flatMap(each -> CALLED.computeIfAbsent(each, DocumentedPolicy::read).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> read(Class<?> api) {
        return new ClassFileImporter()
                .importClasses(api).stream()
                        .flatMap(type -> type.getMethodCallsFromSelf().stream())
                        .flatMap(DocumentedPolicy::action)
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> action(JavaMethodCall call) {
        String prefix = PREFIXES.get(call.getTargetOwner().getName());
        String name = call.getName().replaceAll("Paginator$", "");
        return prefix == null
                ? Stream.empty()
                : Stream.of(prefix + Character.toUpperCase(name.charAt(0)) + name.substring(1));
    }

    /** The actions in the first policy after the paragraph, below that heading, that begins with the step, or with a link to it. */
    public static Set<String> actions(String heading, String step) {
        return actions(heading, step, sid -> true);
    }

    /** Those of the statements with such an id. */
    public static Set<String> actions(String heading, String step, Predicate<String> sid) {
        try {
            String text = Files.readString(DOCUMENT);
            int section = text.indexOf("\n" + heading + "\n");
            int paragraph = text.indexOf("\n" + (step.startsWith("[") ? step : "`" + step + "`"), section);
            assertThat(section).as(heading).isPositive();
            assertThat(paragraph).as(step).isPositive();
            int begin = text.indexOf("```json\n", paragraph) + "```json\n".length();
            return actions(Json.MAPPER.readTree(text.substring(begin, text.indexOf("```", begin))), sid);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> actions(JsonNode policy, Predicate<String> sid) {
        Set<String> actions = new TreeSet<>();
        policy.path("Statement").forEach(statement -> {
            assertThat(statement.path("Effect").asText()).isEqualTo("Allow");
            if (sid.test(statement.path("Sid").asText())) {
                JsonNode action = statement.path("Action");
                if (action.isTextual()) {
                    actions.add(action.asText());
                }
                action.forEach(each -> actions.add(each.asText()));
            }
        });
        assertThat(actions).isNotEmpty();
        return actions;
    }

    /** Denies all calls of the engine but these. */
    public static void denyAllBut(Set<String> allowed, EcsEmulator emulator) {
        called(
                        EcsApi.class,
                        ServiceDeploymentsApi.class,
                        TasksApi.class,
                        LogsApi.class,
                        CodeDeployApi.class,
                        LoadBalancerApi.class)
                .stream()
                .filter(action -> !allowed.contains(action))
                .forEach(action -> emulator.faults().deny(action.substring(action.indexOf(':') + 1)));
    }

    /** The calls that were denied. */
    public static Stream<Call> denied(EcsEmulator emulator) {
        return emulator.calls().stream().filter(call -> "AccessDeniedException".equals(call.error()));
    }
}
