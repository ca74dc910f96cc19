package io.jenkins.plugins.ecsdeploy.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.regex.Pattern;

/** GetCallerIdentity, AssumeRole and GetSessionToken. Source: the API pages of AWS STS. */
final class StsActions {
    /** AssumeRole, RoleSessionName: "upper- and lower-case alphanumeric characters with no spaces … =,.@-". */
    private static final Pattern SESSION_NAME = Pattern.compile("[\\w+=,.@-]{2,64}");

    private final World world;
    private final Identities identities;

    StsActions(World world, Identities identities) {
        this.world = world;
        this.identities = identities;
    }

    ObjectNode perform(String action, ObjectNode request, Caller caller) {
        return switch (action) {
            case "GetCallerIdentity" ->
                Json.object()
                        .put("Arn", caller.arn())
                        .put("UserId", caller.userId())
                        .put("Account", world.arns.account());
            case "AssumeRole" -> assumeRole(request, caller);
            case "GetSessionToken" -> sessionToken(request, caller);
            default ->
                throw AwsError.of("InvalidAction", "Could not find operation " + action + " for version 2011-06-15");
        };
    }

    private ObjectNode assumeRole(ObjectNode request, Caller caller) {
        String arn = Json.text(request, "RoleArn");
        String session = Json.text(request, "RoleSessionName");
        if (arn == null || session == null || !SESSION_NAME.matcher(session).matches()) {
            String member = arn == null ? "roleArn" : "roleSessionName";
            throw AwsError.of(
                    "ValidationError",
                    "1 validation error detected: Value at '" + member
                            + "' failed to satisfy constraint: Member must not be null and must satisfy regular"
                            + " expression pattern: [\\w+=,.@-]*");
        }
        Identities.Role role = identities.findRole(arn);
        boolean trusted = role != null
                && (role.externalId() == null || role.externalId().equals(Json.text(request, "ExternalId")));
        if (!trusted) {
            throw AwsError.of(
                    "AccessDeniedException",
                    "User: " + caller.arn() + " is not authorized to perform: sts:AssumeRole on resource: " + arn);
        }
        Duration lasts = duration(Json.text(request, "DurationSeconds"), role, caller);
        String assumed = world.arns.assumedRole(role.name(), session);
        String id = "AROA"
                + Digests.hex(Digests.sha256(arn.getBytes())).substring(0, 16).toUpperCase() + ":" + session;
        Credentials credentials = identities.session(assumed, id, lasts);
        ObjectNode answer = Json.object();
        answer.putObject("AssumedRoleUser").put("Arn", assumed).put("AssumedRoleId", id);
        put(answer, credentials);
        return answer;
    }

    /** GetSessionToken: "cannot be called with temporary credentials"; 900 seconds to 36 hours, 12 hours by default. */
    private ObjectNode sessionToken(ObjectNode request, Caller caller) {
        if (caller.sessionToken() != null) {
            throw AwsError.of("AccessDeniedException", "Cannot call GetSessionToken with session credentials");
        }
        int seconds = request.path("DurationSeconds").asInt(43200);
        if (seconds < 900 || seconds > 129600) {
            throw AwsError.of(
                    "ValidationError",
                    "1 validation error detected: Value '" + seconds
                            + "' at 'durationSeconds' failed to satisfy constraint: Member must have value between 900"
                            + " and 129600");
        }
        ObjectNode answer = Json.object();
        put(answer, identities.session(caller.arn(), caller.userId(), Duration.ofSeconds(seconds)));
        return answer;
    }

    private static void put(ObjectNode answer, Credentials credentials) {
        answer.putObject("Credentials")
                .put("AccessKeyId", credentials.accessKeyId())
                .put("SecretAccessKey", credentials.secretAccessKey())
                .put("SessionToken", credentials.sessionToken())
                .put("Expiration", credentials.expires().toString());
    }

    /**
     * AssumeRole, DurationSeconds: 900 to the role's maximum, 3600 by default; role chaining is limited to an hour.
     */
    private static Duration duration(String seconds, Identities.Role role, Caller caller) {
        if (seconds != null && !seconds.matches("\\d{1,9}")) {
            throw AwsError.of("MalformedInput", null);
        }
        int asked = seconds == null ? 3600 : Integer.parseInt(seconds);
        if (asked < 900 || asked > 43200) {
            throw AwsError.of(
                    "ValidationError",
                    "1 validation error detected: Value '" + asked
                            + "' at 'durationSeconds' failed to satisfy constraint: Member must have value between 900"
                            + " and 43200");
        }
        if (asked > role.maxSession().toSeconds()) {
            throw AwsError.of(
                    "ValidationError",
                    "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
        }
        if (caller.session() && asked > 3600) {
            throw AwsError.of(
                    "ValidationError",
                    "The requested DurationSeconds exceeds the 1 hour session limit for"
                            + " roles assumed by role chaining.");
        }
        return Duration.ofSeconds(asked);
    }
}
