package io.jenkins.plugins.ecsdeploy.engine.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.emulator.EcsEmulator;
import io.jenkins.plugins.ecsdeploy.emulator.EmulatorClients;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsAccess;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.document.Placeholders;
import io.jenkins.plugins.ecsdeploy.engine.taskdef.TaskDefinitionChanges;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * Documents in the forms in which people have them, from the file to what ECS takes: those that ECS would refuse are
 * refused before, with the place.
 */
class DocumentFormsTest {
    private final EcsEmulator emulator = EcsEmulator.start();
    private final AwsClients clients = new AwsClients(Optional.empty(), Duration.ofMillis(1));
    private final EcsApi ecs = clients.ecs(new AwsAccess(
            emulator.region(),
            Optional.of(emulator.endpoint()),
            StaticCredentialsProvider.create(EmulatorClients.forSdk(emulator.credentials()))));

    private TaskDefinitionChanges changes = TaskDefinitionChanges.none();
    private Placeholders placeholders = Placeholders.none();
    private boolean clean;

    @AfterEach
    void close() {
        clients.close();
        emulator.close();
    }

    @Test
    void theAnswerOfDescribeTaskDefinition() {
        String sent = registered("describe-task-definition.json");

        assertThat(sent).contains("\"tags\":[{\"key\":\"team\",\"value\":\"shop\"}]", "\"value\":\"\"", "\"cpu\":0");
        assertThat(sent).doesNotContain("aws:cloudformation", "registeredAt", "requiresAttributes");
    }

    @Test
    void theJsonOfTheConsole() {
        assertThat(registered("console.json")).doesNotContain("aws:ecs", "tags", "registeredAt", "revision");
    }

    @Test
    void theSkeletonOfTheCli() {
        assertThatThrownBy(() -> rendered("cli-skeleton.json"))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("image (container web) is empty; give the image with images: [web: ");
        clean = true;
        changes = TaskDefinitionChanges.of(
                Map.of("images", Map.of("web", "registry/web:1"), "fields", Map.of("family", "web")));
        assertThat(registered("cli-skeleton.json"))
                .contains("\"entryPoint\":[\"\"]", "\"dockerLabels\":{\"KeyName\":\"\"}", "\"type\":\"APPMESH\"")
                .doesNotContain("environment", "secrets", "tags", "properties");
    }

    @Test
    void theStarterOfGitHub() {
        assertThatThrownBy(() -> rendered("github-starter.json"))
                .isInstanceOf(EngineException.class)
                .hasMessage("github-starter.json: containerDefinitions[0].image (container fargate-app): '<image>' is a"
                        + " placeholder that nothing has filled in; give the image with"
                        + " images: ['fargate-app': 'registry/path:tag']");
        changes = TaskDefinitionChanges.of(Map.of("images", Map.of("fargate-app", "registry/web:1")));
        assertThat(registered("github-starter.json")).contains("echo $HOSTNAME > index.html");
    }

    @Test
    void theTemplateOfCodePipeline() {
        assertThatThrownBy(() -> rendered("codepipeline.json"))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("'<IMAGE1_NAME>' is a placeholder")
                .hasMessageEndingWith("or the value with variables: [IMAGE1_NAME: '…'] of ecsRender");
        placeholders = Placeholders.of(Map.of("IMAGE1_NAME", "registry/web:1"));
        assertThat(registered("codepipeline.json")).contains("\"image\":\"registry/web:1\"");
    }

    @Test
    void aTemplateOfEnvsubst() {
        placeholders = Placeholders.of(Map.of(
                "FAMILY", "shop", "ACCOUNT_ID", "123456789012", "IMAGE_TAG", 90, "MEMORY", "128", "BUILD", 1234567));

        assertThat(registered("envsubst.json"))
                .contains(
                        "\"family\":\"shop\"",
                        "\"image\":\"123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop:90\"",
                        "\"memory\":128",
                        "exec run --home $HOME --pid $$ --price 5$",
                        "\"value\":\"1234567\"");
        placeholders = Placeholders.of(
                Map.of("FAMILY", "shop", "ACCOUNT_ID", "123456789012", "MEMORY", "128", "BUILD", 1234567));
        assertThatThrownBy(() -> rendered("envsubst.json"))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("holds the placeholder $IMAGE_TAG that nothing has filled in")
                .hasMessageEndingWith("variables: [IMAGE_TAG: '…'] of ecsRender");
    }

    @Test
    void aTemplateOfTerraform() {
        placeholders = Placeholders.of(Map.of("name", "web", "image", "registry/web", "tag", "90", "cpu", 10));
        changes = TaskDefinitionChanges.of(Map.of("fields", Map.of("family", "web")));
        clean = true;

        assertThat(registered("terraform.json.tpl"))
                .contains("\"cpu\":10", "\"hostPort\":0")
                .doesNotContain("null", "[]", "{}");
    }

    @Test
    void aTemplateOfJinja() {
        assertThatThrownBy(() -> rendered("jinja.json"))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("'{{ image }}' is a placeholder that nothing has filled in; give the image with");
        changes = TaskDefinitionChanges.of(Map.of("images", Map.of("web", "registry/web:1")));
        assertThat(registered("jinja.json")).contains("{{ a }}");
    }

    @Test
    void numbersAndFlagsThatAreTextsAndTheOtherWayRound() {
        assertThatThrownBy(() -> rendered("numbers-and-flags.json"))
                .isInstanceOf(EngineException.class)
                .hasMessage("""
                        numbers-and-flags.json: cpu is a number; expected a text; put it in quotes
                          memory is a number; expected a text; put it in quotes
                          containerDefinitions[0].essential is a text; expected true or false; remove the quotes
                          containerDefinitions[0].portMappings[0].containerPort is a text; expected a whole number; remove the quotes
                          containerDefinitions[0].environment[0].value is a number; expected a text; put it in quotes
                          containerDefinitions[0].environment[1].value is a boolean; expected a text; put it in quotes
                          containerDefinitions[0].logConfiguration.options.awslogs-create-group is a boolean; expected a text; put it in quotes""");
    }

    /** An argument that replaces what is wrong makes it right. */
    @Test
    void whatIsReplacedIsNotChecked() {
        changes = TaskDefinitionChanges.of(Map.of("cpu", 256, "memory", "512"));

        assertThatThrownBy(() -> rendered("numbers-and-flags.json"))
                .hasMessageStartingWith("numbers-and-flags.json: containerDefinitions[0].essential is a text");
    }

    @Test
    void theWayOfCompose() {
        assertThatThrownBy(() -> rendered("compose-like.yaml"))
                .isInstanceOf(EngineException.class)
                .hasMessage("""
                        compose-like.yaml: containerDefinitions[0].command is a text; expected a list of texts
                          containerDefinitions[0].environment is an object; expected a list of objects with name, value
                          containerDefinitions[0].portMappings[0] is a text; expected an object with containerPort, hostPort, protocol, name …
                          containerDefinitions[0].dockerLabels is a list; expected an object of names and texts""");
    }

    @Test
    void yamlThatIsWrittenByHand() {
        placeholders = Placeholders.of(Map.of("TAG", 90, "PORT", "8080", "SHA", "1234567"));

        assertThat(registered("by-hand.yaml"))
                .contains(
                        "\"cpu\":\"256\"",
                        "\"memory\":\"512\"",
                        "\"containerPort\":8080",
                        "[\"sleep\",\"30\"]",
                        "{\"name\":\"SHA\",\"value\":\"1234567\"}",
                        "{\"name\":\"VERSION\",\"value\":\"1.10\"}",
                        "{\"name\":\"DEBUG\",\"value\":\"False\"}",
                        "{\"name\":\"TIMEOUT\",\"value\":\"1E5\"}",
                        "{\"traefik.enable\":\"true\"}",
                        "\"awslogs-create-group\":\"true\"",
                        "{\"key\":\"build\",\"value\":\"90\"}");
        assertThat(rendered("by-hand.yaml").notes())
                .anyMatch(note -> note.startsWith("x-defaults is unknown to this version of the AWS SDK"));
    }

    @Test
    void jsonWithComments() {
        placeholders = Placeholders.of(Map.of());

        assertThat(registered("commented.json")).contains("http://x/#y").doesNotContain("Copyright");
    }

    @Test
    void appMesh() {
        clean = true;

        assertThat(registered("app-mesh.json"))
                .contains("\"properties\":[{\"name\":\"IgnoredUID\",\"value\":\"1337\"},{\"name\":\"IgnoredGID\","
                        + "\"value\":\"\"},{\"name\":\"EgressIgnoredPorts\",\"value\":\"\"},"
                        + "{\"name\":\"AppPorts\",\"value\":\"80\"}]");
    }

    @Test
    void cloudFormation() {
        assertThatThrownBy(() -> rendered("cloudformation.yaml"))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("has no containerDefinitions (did you mean it by ContainerDefinitions?)");
    }

    @Test
    void whatIsNewerThanTheSdkPassesAsItIs() {
        assertThat(registered("newer-than-the-sdk.json"))
                .contains("{\"price\":1.50,\"big\":1E5,\"negative\":-0,\"list\":[null,\"\",0]}")
                .contains("\"futureFlag\":\"true\",\"futureList\":{\"a\":1}");
    }

    @Test
    void whiteSpaceAndWhatOnlyEcsWritesDoNotCount() {
        String text = text("describe-task-definition.json")
                .replace(
                        "[\n            {\n                \"name\": \"com",
                        "[" + "{\"name\":\"x\"},".repeat(5_000) + "{\"name\": \"com")
                .replace("\n", "\n" + " ".repeat(1_000));

        assertThat(text.length()).isGreaterThan(130_000);
        assertThat(sent(render("big.json", text))).hasSizeLessThan(2_000);
    }

    /** What ECS got, after it took it. */
    private String registered(String file) {
        return sent(rendered(file));
    }

    private String sent(Rendered rendered) {
        ecs.registerTaskDefinition(rendered.document().json());
        return rendered.document().json().toString();
    }

    private Rendered rendered(String file) {
        return render(file, text(file));
    }

    private Rendered render(String name, String text) {
        return Render.render(
                new RenderRequest(
                        Optional.of(new SourceText(name, text, true)),
                        Optional.empty(),
                        Optional.empty(),
                        placeholders,
                        changes,
                        clean,
                        false),
                base -> {
                    throw new AssertionError("No base is needed");
                });
    }

    private static String text(String file) {
        try (InputStream in = EngineException.class.getResourceAsStream("documents/" + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
