package io.jenkins.plugins.ecsdeploy.emulator.codedeploy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.emulator.AwsError;
import io.jenkins.plugins.ecsdeploy.emulator.Json;
import java.util.HashSet;
import java.util.Set;

/** What an alarm configuration may be. Source: API pages AlarmConfiguration, InvalidAlarmConfigException. */
final class AlarmRules {
    private AlarmRules() {}

    /** @throws AwsError AlarmsLimitExceededException or InvalidAlarmConfigException */
    static void check(JsonNode configuration) {
        JsonNode alarms = configuration.path("alarms");
        if (alarms.size() > 10) {
            throw AwsError.of("AlarmsLimitExceededException", "More than 10 alarms are not allowed.");
        }
        Set<String> names = new HashSet<>();
        for (JsonNode alarm : alarms) {
            String name = Json.text(alarm, "name");
            if (name == null || name.isEmpty() || name.length() > 255 || !names.add(name)) {
                throw AwsError.of(
                        "InvalidAlarmConfigException",
                        "An alarm has no name, one that is too long, or is there twice.");
            }
        }
        if (Json.flag(configuration, "enabled") && names.isEmpty()) {
            throw AwsError.of("InvalidAlarmConfigException", "Alarms are enabled, but there are none.");
        }
    }
}
