package io.jenkins.plugins.ecsdeploy.targets;

import io.jenkins.plugins.ecsdeploy.config.EcsDeployConfiguration;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsAccess;
import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.aws.KnownIdentity;
import io.jenkins.plugins.ecsdeploy.engine.aws.Role;
import io.jenkins.plugins.ecsdeploy.engine.aws.session.AssumedRole;
import io.jenkins.plugins.ecsdeploy.runtime.EcsRuntime;
import java.time.Duration;
import java.util.Optional;

/** ECS as a target by itself may call it, without a build: for the controller's own looks, which change nothing. */
public final class TargetAccess {
    /** As it stands in CloudTrail. */
    private static final String SESSION = "jenkins-history";

    private TargetAccess() {}

    /** @throws EngineException if the target has no credentials of its own, or they are not there */
    public static EcsApi ecs(UsableTarget usable) {
        Target target = usable.target();
        KnownIdentity identity = usable.credentials()
                .map(found -> StoredCredentials.identity(
                        found, (base, role) -> assumed(usable, base, role.arn(), role.externalId(), role.lasts())))
                .orElseGet(() -> controllersOwn(target));
        if (target.getRoleArn() != null) {
            Duration lasts = target.getSessionDurationSeconds() == 0
                    ? Role.HOUR
                    : Duration.ofSeconds(target.getSessionDurationSeconds());
            identity =
                    assumed(usable, identity, target.getRoleArn(), Optional.ofNullable(target.getExternalId()), lasts);
        }
        identity.resolveCredentials();
        return EcsRuntime.get().clients().ecs(new AwsAccess(target.getRegion(), usable.endpoint(), identity));
    }

    private static KnownIdentity assumed(
            UsableTarget usable, KnownIdentity base, String arn, Optional<String> externalId, Duration lasts) {
        return new AssumedRole(
                EcsRuntime.get().sessions(),
                EcsRuntime.get().clients().sts(usable.target().getRegion(), usable.stsEndpoint()),
                base,
                new Role(arn, externalId, lasts, SESSION));
    }

    private static KnownIdentity controllersOwn(Target target) {
        if (!EcsDeployConfiguration.get().isAllowControllerIdentity()) {
            throw new EngineException("Target '" + target.getName()
                    + "' names no credentials, so what runs there cannot be looked at without a build. Give it some");
        }
        return new ControllerIdentity();
    }
}
