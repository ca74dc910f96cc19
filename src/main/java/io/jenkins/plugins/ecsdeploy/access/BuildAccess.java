package io.jenkins.plugins.ecsdeploy.access;

import com.cloudbees.jenkins.plugins.awscredentials.AmazonWebServicesCredentials;
import hudson.AbortException;
import hudson.EnvVars;
import hudson.Util;
import hudson.model.Run;
import io.jenkins.plugins.ecsdeploy.config.EcsDeployConfiguration;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsAccess;
import io.jenkins.plugins.ecsdeploy.engine.aws.EcrApi;
import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.aws.KnownIdentity;
import io.jenkins.plugins.ecsdeploy.engine.aws.RegionName;
import io.jenkins.plugins.ecsdeploy.engine.aws.Role;
import io.jenkins.plugins.ecsdeploy.engine.aws.StsApi;
import io.jenkins.plugins.ecsdeploy.engine.aws.session.AssumedRole;
import io.jenkins.plugins.ecsdeploy.engine.aws.session.SessionName;
import io.jenkins.plugins.ecsdeploy.engine.aws.session.UserSession;
import io.jenkins.plugins.ecsdeploy.runtime.EcsRuntime;
import io.jenkins.plugins.ecsdeploy.targets.BoundByTarget;
import io.jenkins.plugins.ecsdeploy.targets.ControllerIdentity;
import io.jenkins.plugins.ecsdeploy.targets.StoredCredentials;
import io.jenkins.plugins.ecsdeploy.targets.StoredCredentials.RoleToAssume;
import io.jenkins.plugins.ecsdeploy.targets.Target;
import io.jenkins.plugins.ecsdeploy.targets.Targets;
import io.jenkins.plugins.ecsdeploy.targets.UsableTarget;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/**
 * Where and as whom a build calls AWS. Credentials of the step itself come first, then a target (the step's, that of the
 * block around it, the folder's), then the variables of the build, and the controller's own only if an administrator
 * allows it. Looked up for one round of calls, so that what changes meanwhile is seen.
 */
public final class BuildAccess {
    private final Run<?, ?> run;
    private final CallerArguments arguments;
    private final Surroundings around;
    private final Optional<UsableTarget> target;

    private BuildAccess(Run<?, ?> run, CallerArguments arguments, Surroundings around, Optional<UsableTarget> target) {
        this.run = run;
        this.arguments = arguments;
        this.around = around;
        this.target = target;
    }

    /** @throws AbortException if the arguments contradict each other, or the build may not use the target */
    public static BuildAccess of(Run<?, ?> run, CallerArguments arguments, Surroundings around) throws AbortException {
        arguments.check();
        Optional<String> name = Optional.ofNullable(arguments.target());
        if (name.isEmpty() && !arguments.hasCredentials()) {
            name = around.target().or(() -> Targets.defaultFor(run));
        }
        return new BuildAccess(
                run,
                arguments,
                around,
                name.isPresent() ? Optional.of(Targets.forBuild(run, name.get())) : Optional.empty());
    }

    /** The target that is used, whoever named it. */
    public Optional<Target> target() {
        return target.map(UsableTarget::target);
    }

    /** The arguments with the target that was found for them: what is to be kept with the build. */
    public CallerArguments arguments() {
        return target.isPresent() ? arguments.at(target.get().target().getName()) : arguments;
    }

    /**
     * The region of a step.
     *
     * @param argument the step's own argument, which may be null
     * @throws AbortException if there is none, if it cannot be one, or if it is another than that of the target
     */
    public String region(String argument) throws AbortException {
        Optional<String> bound = BoundByTarget.region(target(), argument);
        if (bound.isPresent()) {
            return bound.get();
        }
        EnvVars environment = around.environment();
        String region = Stream.of(argument, environment.get("AWS_REGION"), environment.get("AWS_DEFAULT_REGION"))
                .map(Util::fixEmptyAndTrim)
                .flatMap(Stream::ofNullable)
                .findFirst()
                .orElseThrow(() -> new AbortException("No AWS region. Set target: 'beta', say, or region:"
                        + " 'eu-central-1', or AWS_REGION in the environment"));
        try {
            RegionName.check("region", region);
        } catch (EngineException e) {
            throw new AbortException(e.getMessage());
        }
        return region;
    }

    /**
     * The cluster of a step: that of the target, or else its own.
     *
     * @param argument the step's own argument, which may be null
     * @throws AbortException if it is another than that of the target
     */
    public String cluster(String argument) throws AbortException {
        Optional<String> bound = BoundByTarget.cluster(target(), argument);
        if (bound.isPresent()) {
            return bound.get();
        }
        // What ECS takes when none is named (API reference, UpdateService, cluster).
        return argument == null ? "default" : argument;
    }

    /**
     * Ends when an agent that has to be asked for its credentials has answered, or cannot be asked. To be waited for without
     * a thread before {@link #ecs} is called for the first time, which does not wait for an agent.
     */
    public CompletableFuture<Void> ready() {
        return arguments.isAgent()
                ? new AgentCredentials(EcsRuntime.get().sessions(), run, around).asked()
                : CompletableFuture.completedFuture(null);
    }

    /** ECS as the build may use it. The credentials are there when this returns. */
    public EcsApi ecs(String region) {
        KnownIdentity identity = identity(region);
        identity.resolveCredentials();
        return EcsRuntime.get().clients().ecs(new AwsAccess(region, endpoint(), identity));
    }

    /** ECR of a region, which is that of the image, whatever the region of the target. */
    public EcrApi ecr(String region) {
        KnownIdentity identity = identity(region);
        identity.resolveCredentials();
        return EcsRuntime.get().clients().ecr(new AwsAccess(region, endpoint(), identity));
    }

    /** Short-lived credentials to give away: those of a session, also where the identity has long-lived keys. */
    KnownIdentity lent(String region, Duration lasts) {
        KnownIdentity identity = identity(region);
        return identity.resolveCredentials() instanceof AwsSessionCredentials
                ? identity
                : new UserSession(EcsRuntime.get().sessions(), sts(region), identity, lasts);
    }

    /** Where ECS answers, if not at AWS's own address. */
    Optional<URI> endpoint() {
        return target.map(UsableTarget::endpoint)
                .orElseGet(() -> EcsDeployConfiguration.get().endpoint());
    }

    /** Where STS answers, if not at AWS's own address. */
    Optional<URI> stsEndpoint() {
        return target.map(UsableTarget::stsEndpoint)
                .orElseGet(() -> EcsDeployConfiguration.get().stsEndpoint());
    }

    private StsApi sts(String region) {
        return EcsRuntime.get().clients().sts(region, stsEndpoint());
    }

    private KnownIdentity identity(String region) {
        KnownIdentity identity = withoutRoleOfTheStep(region);
        return arguments.role() == null
                ? identity
                : assumed(
                        region,
                        identity,
                        new RoleToAssume(arguments.role(), Optional.ofNullable(arguments.externalId()), Role.HOUR));
    }

    private KnownIdentity withoutRoleOfTheStep(String region) {
        if (arguments.credentialsId() != null) {
            return stored(region, StoredCredentials.find(run, arguments.credentialsId()));
        }
        if (arguments.isAgent()) {
            return new AgentCredentials(EcsRuntime.get().sessions(), run, around);
        }
        if (target.isEmpty()) {
            return broughtAlong();
        }
        Target used = target.get().target();
        KnownIdentity identity = target.get()
                .credentials(run)
                .map(credentials -> stored(region, credentials))
                .orElseGet(this::broughtAlong);
        return used.getRoleArn() == null
                ? identity
                : assumed(
                        region,
                        identity,
                        new RoleToAssume(
                                used.getRoleArn(), Optional.ofNullable(used.getExternalId()), sessionLasts(used)));
    }

    private KnownIdentity stored(String region, AmazonWebServicesCredentials credentials) {
        return StoredCredentials.identity(credentials, (base, role) -> assumed(region, base, role));
    }

    /** What the build, or else the controller, has by itself. */
    private KnownIdentity broughtAlong() {
        return EnvironmentCredentials.in(around.environment()).orElseGet(() -> {
            if (EcsDeployConfiguration.get().isAllowControllerIdentity()) {
                return new ControllerIdentity();
            }
            throw new EngineException("No AWS credentials. Set target or credentialsId, or run the step within"
                    + " withCredentials or withAWS. The controller's own identity is not used unless an administrator"
                    + " allows it");
        });
    }

    /** With a name of the session that shows job and build in CloudTrail. */
    private KnownIdentity assumed(String region, KnownIdentity base, RoleToAssume role) {
        return new AssumedRole(
                EcsRuntime.get().sessions(),
                sts(region),
                base,
                new Role(
                        role.arn(),
                        role.externalId(),
                        role.lasts(),
                        SessionName.of(run.getParent().getFullName(), run.getNumber())));
    }

    static Duration sessionLasts(Target target) {
        return target.getSessionDurationSeconds() == 0
                ? Role.HOUR
                : Duration.ofSeconds(target.getSessionDurationSeconds());
    }
}
