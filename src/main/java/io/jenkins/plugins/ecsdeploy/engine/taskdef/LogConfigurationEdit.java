package io.jenkins.plugins.ecsdeploy.engine.taskdef;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.Nearest;
import io.jenkins.plugins.ecsdeploy.engine.document.Json;
import io.jenkins.plugins.ecsdeploy.engine.document.RawValues;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.LogDriver;

/** Merges a log driver, its options and its secret options into a container's logConfiguration. */
record LogConfigurationEdit(
        Optional<String> driver, Map<String, Optional<String>> options, Map<String, Optional<String>> secretOptions)
        implements ContainerEdit {
    private static final String KEY = "logConfiguration";
    private static final String EXPECTED = "a map, such as logConfiguration: [web: [logDriver: 'awslogs',"
            + " options: ['awslogs-group': 'web'], secretOptions: [token: 'arn:aws:ssm:…']]]";
    private static final List<String> KEYS = List.of("logDriver", "options", "secretOptions");

    static ContainerEdit of(String place, Object value) {
        Map<String, Object> given = RawValues.map(place, value, EXPECTED);
        given.keySet().forEach(key -> requireKnown(place, key));
        Map<String, Optional<String>> secrets = texts(place, given, "secretOptions");
        ContainerEdits.refuseBlank(place + ".secretOptions", secrets);
        return new LogConfigurationEdit(driver(place, given.get("logDriver")), texts(place, given, "options"), secrets);
    }

    @Override
    public void apply(ObjectNode container, ContainerPlace place) {
        if (!container.hasNonNull(KEY)) {
            container.putObject(KEY);
        }
        if (!(container.get(KEY) instanceof ObjectNode log)) {
            throw new EngineException(place.of(KEY) + " is " + Json.kind(container.get(KEY)) + "; expected an object");
        }
        driver.ifPresent(name -> log.put("logDriver", name));
        Members.mergeMap(log, "options", options, place.of(KEY + ".options"));
        Members.mergeList(log, "secretOptions", "valueFrom", secretOptions, place.of(KEY + ".secretOptions"));
        if (!log.hasNonNull("logDriver")) {
            throw new EngineException(
                    place.of(KEY + ".logDriver") + " is missing; give logDriver, such as 'awslogs', too");
        }
    }

    private static void requireKnown(String place, String key) {
        if (!KEYS.contains(key)) {
            throw new EngineException(
                    place + "." + key + " is not known" + Nearest.hint(key, KEYS) + "; expected " + EXPECTED);
        }
    }

    /** The ECS API, type LogDriver, as the SDK knows it. A driver newer than the SDK can be written in the file. */
    private static Optional<String> driver(String place, Object value) {
        Optional<String> driver = Optional.ofNullable(value).map(given -> RawValues.text(place + ".logDriver", given));
        List<String> known = LogDriver.knownValues().stream()
                .map(LogDriver::toString)
                .sorted()
                .toList();
        driver.filter(name -> !known.contains(name)).ifPresent(name -> {
            throw new EngineException(place + ".logDriver is '" + name + "'" + Nearest.hint(name, known)
                    + "; expected one of " + String.join(", ", known));
        });
        return driver;
    }

    private static Map<String, Optional<String>> texts(String place, Map<String, Object> given, String key) {
        return given.get(key) == null ? Map.of() : Arguments.texts(place + "." + key, given.get(key), EXPECTED);
    }
}
