package io.jenkins.plugins.ecsdeploy.emulator.codedeploy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.emulator.AwsError;
import io.jenkins.plugins.ecsdeploy.emulator.Json;
import java.util.List;
import java.util.Set;

/** What an autoRollbackConfiguration may be. Source: API page InvalidAutoRollbackConfigException. */
final class RollbackRules {
    static final List<String> EVENTS =
            List.of("DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM", "DEPLOYMENT_STOP_ON_REQUEST");

    private RollbackRules() {}

    /** @throws AwsError InvalidAutoRollbackConfigException for an unknown event, or none although it is enabled */
    static void check(JsonNode configuration) {
        List<String> events = Json.texts(configuration, "events");
        if (!EVENTS.containsAll(Set.copyOf(events)) || (Json.flag(configuration, "enabled") && events.isEmpty())) {
            throw AwsError.of(
                    "InvalidAutoRollbackConfigException", "The automatic rollback has no event, or an unknown one.");
        }
    }
}
