package io.jenkins.plugins.ecsdeploy.engine.appspec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.engine.document.Json;
import io.jenkins.plugins.ecsdeploy.engine.document.Placeholders;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.NotBlank;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

/** What holds for every AppSpec, whatever its author has written into it. */
class AppSpecPropertyTest {
    private static final String ARN = "arn:aws:ecs:eu-central-1:111122223333:task-definition/web:2";
    private static final String REVISION = "/Resources/0/TargetService/Properties/TaskDefinition";

    @Property(tries = 200)
    void nothingButTheRevisionChanges(
            @ForAll @Size(max = 5) Map<@AlphaChars @NotBlank @StringLength(max = 12) String, String> more)
            throws JsonProcessingException {
        ObjectNode document = document();
        ObjectNode own = document.putObject("x-own");
        more.forEach(own::put);
        ObjectNode sent = sent(document);

        assertThat(sent.at(REVISION).asText()).isEqualTo(ARN);
        ((ObjectNode) sent.at("/Resources/0/TargetService/Properties")).put("TaskDefinition", "before");
        assertThat(sent).isEqualTo(document);
    }

    @Property(tries = 200)
    void onceSentIsTheSameWhenItIsReadAgain(@ForAll String hook) throws JsonProcessingException {
        ObjectNode document = document();
        document.putArray("Hooks").addObject().put("AfterInstall", hook);
        String text = AppSpec.of("appspec", document).text(ARN);

        assertThat(AppSpec.read("appspec.json", text, Placeholders.none()).text(ARN))
                .isEqualTo(text);
    }

    @Property(tries = 200)
    void aValueNeverAddsStructure(@ForAll String value) throws JsonProcessingException {
        ObjectNode document = document();
        document.putArray("Hooks").addObject().put("AfterInstall", "${HOOK}");
        AppSpec spec = AppSpec.read(
                "appspec.json", Json.MAPPER.writeValueAsString(document), Placeholders.of(Map.of("HOOK", value)));
        JsonNode sent = Json.MAPPER.readTree(spec.text(ARN));

        assertThat(sent.size()).isEqualTo(document.size());
        assertThat(sent.at("/Hooks/0").size()).isEqualTo(1);
        assertThat(sent.at("/Hooks/0/AfterInstall").asText()).isEqualTo(value.replace("<TASK_DEFINITION>", ARN));
    }

    @Property(tries = 200)
    void theCaseOfKeysIsNobodysConcern(@ForAll boolean[] upper) throws JsonProcessingException {
        String text = inCase(Json.MAPPER.writeValueAsString(document()), upper);
        JsonNode sent = Json.MAPPER.readTree(
                AppSpec.read("appspec.json", text, Placeholders.none()).text(ARN));

        assertThat(sent).isEqualTo(Json.MAPPER.readTree(text.replace("\"before\"", "\"" + ARN + "\"")));
    }

    /** Whatever is left out, and in whatever case the rest is written. */
    @Property(tries = 200)
    void whatHasOneValueOnlyIsFilledInAndNothingElse(
            @ForAll boolean version, @ForAll boolean type, @ForAll boolean definition, @ForAll boolean[] upper)
            throws JsonProcessingException {
        ObjectNode document = document();
        ObjectNode service = (ObjectNode) document.at("/Resources/0/TargetService");
        if (!version) {
            document.remove("version");
        }
        if (!type) {
            service.remove("Type");
        }
        if (!definition) {
            ((ObjectNode) service.path("Properties")).remove("TaskDefinition");
        }
        String text = inCase(Json.MAPPER.writeValueAsString(document), upper);
        JsonNode sent = Json.MAPPER.readTree(
                AppSpec.read("appspec.json", text, Placeholders.none()).text(ARN));
        JsonNode whole =
                Json.MAPPER.readTree(Json.MAPPER.writeValueAsString(document()).replace("before", ARN));

        assertThat(inLowerCase(sent)).isEqualTo(inLowerCase(whole));
        assertThat(AppSpec.read("sent", sent.toString(), Placeholders.none()).text(ARN))
                .isEqualTo(Json.pretty(sent));
    }

    private static JsonNode inLowerCase(JsonNode document) throws JsonProcessingException {
        return Json.MAPPER.readTree(document.toString().toLowerCase(Locale.ROOT));
    }

    private static String inCase(String text, boolean[] upper) {
        String changed = text;
        String[] keys = {
            "version",
            "Resources",
            "TargetService",
            "Properties",
            "TaskDefinition",
            "LoadBalancerInfo",
            "ContainerName",
            "ContainerPort"
        };
        for (int i = 0; i < keys.length; i++) {
            boolean up = i < upper.length && upper[i];
            changed = changed.replace(
                    "\"" + keys[i] + "\"", "\"" + (up ? keys[i].toUpperCase() : keys[i].toLowerCase()) + "\"");
        }
        return changed;
    }

    private static ObjectNode document() throws JsonProcessingException {
        return (ObjectNode) Json.MAPPER.readTree("{\"version\":0.0,\"Resources\":[{\"TargetService\":"
                + "{\"Type\":\"AWS::ECS::Service\",\"Properties\":{\"TaskDefinition\":\"before\","
                + "\"LoadBalancerInfo\":{\"ContainerName\":\"web\",\"ContainerPort\":80}}}}]}");
    }

    private static ObjectNode sent(ObjectNode document) throws JsonProcessingException {
        return (ObjectNode) Json.MAPPER.readTree(AppSpec.of("appspec", document).text(ARN));
    }
}
