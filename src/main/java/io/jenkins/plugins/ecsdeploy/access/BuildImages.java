package io.jenkins.plugins.ecsdeploy.access;

import hudson.AbortException;
import hudson.model.Run;
import io.jenkins.plugins.ecsdeploy.config.EcsDeployConfiguration;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.aws.EcrApi;
import io.jenkins.plugins.ecsdeploy.engine.promotion.ImageStores;
import io.jenkins.plugins.ecsdeploy.engine.registry.AllowedRegistry;
import io.jenkins.plugins.ecsdeploy.engine.registry.Pauses;
import io.jenkins.plugins.ecsdeploy.engine.registry.RegistryLogin;
import io.jenkins.plugins.ecsdeploy.runtime.RegistryConnections;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Where the images of a build are, and as whom it gets at them: ECR as it calls AWS, other registries if an administrator
 * has listed them, with a login that its job may use. Nothing is looked up before it is called.
 */
public final class BuildImages {
    private final Run<?, ?> run;
    private final CallerArguments caller;
    private final Function<AllowedRegistry, Optional<String>> loginId;
    private final Surroundings around;

    /**
     * @param caller as whom ECR is called
     * @param loginId of the credentials for registries other than ECR; null: what they show to everybody
     */
    public BuildImages(Run<?, ?> run, CallerArguments caller, String loginId, Surroundings around) {
        this(run, caller, registry -> Optional.ofNullable(loginId), around);
    }

    /** @param loginId of the credentials for a registry; none: what it shows to everybody */
    public BuildImages(
            Run<?, ?> run,
            CallerArguments caller,
            Function<AllowedRegistry, Optional<String>> loginId,
            Surroundings around) {
        this.run = run;
        this.caller = caller;
        this.loginId = loginId;
        this.around = around;
    }

    /**
     * Ends when an agent that has to be asked for its credentials has answered, or cannot be asked. To be waited for before
     * ECR is called.
     *
     * @throws AbortException if the arguments contradict each other, or the build may not use the target
     */
    public CompletableFuture<Void> ready() throws AbortException {
        return BuildAccess.of(run, caller, around).ready();
    }

    public ImageStores stores() {
        return new ImageStores(
                RegistryConnections.get().http(),
                EcsDeployConfiguration.get().registries(),
                this::login,
                this::ecr,
                Pauses.REAL,
                InstantSource.system());
    }

    private Optional<RegistryLogin> login(AllowedRegistry registry) {
        return loginId.apply(registry).map(id -> RegistryCredentials.login(run, id, registry));
    }

    private EcrApi ecr(String region) {
        try {
            return BuildAccess.of(run, caller, around).ecr(region);
        } catch (AbortException e) {
            throw new EngineException(e.getMessage(), e);
        }
    }
}
