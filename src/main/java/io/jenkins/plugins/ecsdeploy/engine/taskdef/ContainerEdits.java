package io.jenkins.plugins.ecsdeploy.engine.taskdef;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.document.Json;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads what is to change in one container, an argument each, from the place and a value that is not null. */
final class ContainerEdits {
    /** ECS API, type EnvironmentFile: the ARN of an S3 object. */
    private static final Pattern S3_OBJECT = Pattern.compile("arn:aws[a-z-]*:s3:::[^/]+/.+");

    private ContainerEdits() {}

    static ContainerEdit environment(String place, Object value) {
        Map<String, Optional<String>> variables = Arguments.texts(
                place,
                value,
                "the variables of a container, such as environment: [web: [LOG_LEVEL: 'debug', OLD: null]]");
        return (container, where) ->
                Members.mergeList(container, "environment", "value", variables, where.of("environment"));
    }

    static ContainerEdit secrets(String place, Object value) {
        Map<String, Optional<String>> secrets = Arguments.texts(
                place, value, "the secrets of a container, such as secrets: [web: [DB_PASSWORD: 'arn:aws:ssm:…']]");
        refuseBlank(place, secrets);
        return (container, where) -> Members.mergeList(container, "secrets", "valueFrom", secrets, where.of("secrets"));
    }

    static ContainerEdit dockerLabels(String place, Object value) {
        Map<String, Optional<String>> labels =
                Arguments.texts(place, value, "the labels of a container, such as dockerLabels: [web: [team: 'shop']]");
        return (container, where) -> Members.mergeMap(container, "dockerLabels", labels, where.of("dockerLabels"));
    }

    static ContainerEdit command(String place, Object value) {
        ArrayNode command = Json.MAPPER.createArrayNode();
        Arguments.words(place, value, "a list of words, such as command: [web: ['sh', '-c', 'exec run']]")
                .forEach(command::add);
        return (container, where) -> container.set("command", command.deepCopy());
    }

    static ContainerEdit environmentFiles(String place, Object value) {
        ArrayNode files = Json.MAPPER.createArrayNode();
        String expected = "a list of ARNs, such as environmentFiles: [web: ['arn:aws:s3:::bucket/web.env']]";
        for (String arn : Arguments.words(place, value, expected)) {
            if (!S3_OBJECT.matcher(arn).matches()) {
                throw new EngineException(
                        place + " has '" + arn + "', which is not the ARN of an S3 object; expected " + expected);
            }
            files.addObject().put("value", arn).put("type", "s3");
        }
        return (container, where) -> container.set("environmentFiles", files.deepCopy());
    }

    /** A variable may be empty; a secret without a place to come from is a mistake. */
    static void refuseBlank(String place, Map<String, Optional<String>> secrets) {
        secrets.forEach((name, from) -> {
            if (from.filter(String::isBlank).isPresent()) {
                throw new EngineException(
                        place + "." + name + " is empty; expected the ARN or name of the secret, or null to remove it");
            }
        });
    }
}
