package io.jenkins.plugins.ecsdeploy.engine.aws.session;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsFailure;
import io.jenkins.plugins.ecsdeploy.engine.aws.KnownIdentity;
import io.jenkins.plugins.ecsdeploy.engine.aws.Renewable;
import io.jenkins.plugins.ecsdeploy.engine.aws.Role;
import io.jenkins.plugins.ecsdeploy.engine.aws.StsApi;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.exception.SdkException;

/** The credentials of a role's session, assumed with other credentials when that is needed, and kept in {@link Sessions}. */
public final class AssumedRole implements KnownIdentity, Renewable {
    private final Sessions sessions;
    private final StsApi sts;
    private final KnownIdentity base;
    private final Role role;

    /** @param base who assumes the role */
    public AssumedRole(Sessions sessions, StsApi sts, KnownIdentity base, Role role) {
        this.sessions = sessions;
        this.sts = sts;
        this.base = base;
        this.role = role;
    }

    /**
     * @throws EngineException if the role cannot be assumed
     * @throws SdkException if it may be possible in a moment
     */
    @Override
    public AwsCredentials resolveCredentials() {
        return session().credentials();
    }

    /** The session, whose end is on the clock of {@link Sessions}. */
    public Sessions.Session session() {
        return sessions.get(key(), this::open);
    }

    /** Sessions of different builds are the same identity: AWS counts calls and checks permissions by role. */
    @Override
    public String identity() {
        return base.identity() + " " + role.arn() + " " + role.externalId().orElse("");
    }

    @Override
    public boolean expired() {
        if (base instanceof Renewable renewable) {
            renewable.expired();
        }
        sessions.forget(key());
        return true;
    }

    private Object key() {
        return List.of(base.identity(), role);
    }

    private Sessions.Opened open() {
        AwsCredentials caller = base.resolveCredentials();
        boolean chained = caller instanceof AwsSessionCredentials;
        Duration lasts = chained && role.lasts().compareTo(Role.HOUR) > 0 ? Role.HOUR : role.lasts();
        try {
            return new Sessions.Opened(sts.assume(role, lasts, caller), lasts);
        } catch (SdkException e) {
            throw AwsFailure.isTransient(e) ? e : AwsFailure.explain("AssumeRole of " + role.arn(), e);
        }
    }
}
