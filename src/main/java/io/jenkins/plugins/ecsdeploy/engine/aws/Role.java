package io.jenkins.plugins.ecsdeploy.engine.aws;

import java.time.Duration;
import java.util.Optional;

/**
 * A role to assume.
 *
 * @param lasts how long a session is to last: 15 minutes to what the role allows. AWS allows an hour at most when the
 *     credentials that assume the role are temporary themselves, so that more is cut to an hour then (IAM user guide,
 *     "Role chaining")
 * @param sessionName what CloudTrail shows
 */
public record Role(String arn, Optional<String> externalId, Duration lasts, String sessionName) {
    /** What AWS grants where nothing is asked for. */
    public static final Duration HOUR = Duration.ofHours(1);

    /** STS takes no less (API reference, AssumeRole, {@code DurationSeconds}). */
    public static final Duration SHORTEST = Duration.ofMinutes(15);
}
