package io.jenkins.plugins.ecsdeploy.targets;

import hudson.Util;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.aws.RegionName;
import io.jenkins.plugins.ecsdeploy.engine.taskdef.RoleArn;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/** What may be in a target. Each rule answers with the value as it is kept, or throws what to show at the field. */
final class TargetRules {
    /** As in a Jenkinsfile, a URL and a file name: nothing to quote. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    /** API reference of ECS, CreateCluster: up to 255 letters, numbers, underscores and hyphens. */
    private static final Pattern CLUSTER =
            Pattern.compile("(arn:aws[a-z-]*:ecs:[a-z0-9-]+:[0-9]{12}:cluster/)?" + "[A-Za-z0-9_-]{1,255}");

    /** API reference of STS, AssumeRole: {@code ExternalId}. */
    private static final Pattern EXTERNAL_ID = Pattern.compile("[\\w+=,.@:/-]{2,1224}");

    /** API reference of STS, AssumeRole: {@code DurationSeconds}. */
    private static final int SHORTEST_SESSION = 900;

    private static final int LONGEST_SESSION = 43200;

    private TargetRules() {}

    static IllegalArgumentException wrong(String target, String message) {
        return new IllegalArgumentException(target == null ? message : "Target '" + target + "': " + message);
    }

    static String name(String value) {
        String name = Util.fixEmptyAndTrim(value);
        if (name == null) {
            throw wrong(null, Messages.TargetRules_nameMissing());
        }
        return matching(null, NAME, name, Messages.TargetRules_name(name));
    }

    static String region(String target, String value) {
        String region = Util.fixEmptyAndTrim(value);
        if (region != null && !RegionName.isOne(region)) {
            throw wrong(target, Messages.TargetRules_region(region));
        }
        return region;
    }

    static String cluster(String target, String value) {
        return matching(target, CLUSTER, value, Messages.TargetRules_cluster(value));
    }

    static String externalId(String target, String value) {
        return matching(target, EXTERNAL_ID, value, Messages.TargetRules_externalId());
    }

    static String roleArn(String target, String value) {
        String arn = Util.fixEmptyAndTrim(value);
        if (arn != null) {
            try {
                RoleArn.check("roleArn", arn);
            } catch (EngineException e) {
                throw wrong(target, e.getMessage());
            }
        }
        return arn;
    }

    static int sessionDuration(String target, int seconds) {
        if (seconds != 0 && (seconds < SHORTEST_SESSION || seconds > LONGEST_SESSION)) {
            throw wrong(target, Messages.TargetRules_sessionDuration(String.valueOf(seconds)));
        }
        return seconds;
    }

    static int timeout(String target, int minutes) {
        if (minutes < 0) {
            throw wrong(target, Messages.TargetRules_timeout(String.valueOf(minutes)));
        }
        return minutes;
    }

    static <T extends Enum<T>> String oneOf(String target, String field, String value, Class<T> type) {
        String text = Util.fixEmptyAndTrim(value);
        if (text == null) {
            return null;
        }
        return Arrays.stream(type.getEnumConstants())
                .map(Enum::name)
                .filter(text.toUpperCase(Locale.ROOT)::equals)
                .findFirst()
                .orElseThrow(() -> wrong(
                        target, Messages.TargetRules_oneOf(field, text, Arrays.toString(type.getEnumConstants()))));
    }

    private static String matching(String target, Pattern pattern, String value, String message) {
        String text = Util.fixEmptyAndTrim(value);
        if (text != null && !pattern.matcher(text).matches()) {
            throw wrong(target, message);
        }
        return text;
    }
}
