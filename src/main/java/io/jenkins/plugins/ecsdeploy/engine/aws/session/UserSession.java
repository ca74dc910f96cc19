package io.jenkins.plugins.ecsdeploy.engine.aws.session;

import io.jenkins.plugins.ecsdeploy.engine.aws.AwsFailure;
import io.jenkins.plugins.ecsdeploy.engine.aws.KnownIdentity;
import io.jenkins.plugins.ecsdeploy.engine.aws.Renewable;
import io.jenkins.plugins.ecsdeploy.engine.aws.StsApi;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.core.exception.SdkException;

/** Temporary credentials in place of a user's long-lived keys, for those who are not to have these. */
public final class UserSession implements KnownIdentity, Renewable {
    private final Sessions sessions;
    private final StsApi sts;
    private final KnownIdentity user;
    private final Duration lasts;

    /** @param lasts 15 minutes to 36 hours (API reference, GetSessionToken, {@code DurationSeconds}) */
    public UserSession(Sessions sessions, StsApi sts, KnownIdentity user, Duration lasts) {
        this.sessions = sessions;
        this.sts = sts;
        this.user = user;
        this.lasts = lasts;
    }

    @Override
    public AwsCredentials resolveCredentials() {
        return sessions.get(key(), this::open).credentials();
    }

    @Override
    public String identity() {
        return user.identity();
    }

    @Override
    public boolean expired() {
        sessions.forget(key());
        return true;
    }

    private Object key() {
        return List.of("GetSessionToken", user.identity(), lasts);
    }

    private Sessions.Opened open() {
        try {
            return new Sessions.Opened(sts.sessionToken(lasts, user.resolveCredentials()), lasts);
        } catch (SdkException e) {
            throw AwsFailure.isTransient(e) ? e : AwsFailure.explain("GetSessionToken", e);
        }
    }
}
