package io.jenkins.plugins.ecsdeploy.steps.images;

import hudson.AbortException;
import hudson.model.Run;
import io.jenkins.plugins.ecsdeploy.access.BuildAccess;
import io.jenkins.plugins.ecsdeploy.access.CallerArguments;
import io.jenkins.plugins.ecsdeploy.access.Surroundings;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.deployment.images.ImageSource;
import io.jenkins.plugins.ecsdeploy.engine.promotion.images.RunningImages;
import io.jenkins.plugins.ecsdeploy.engine.promotion.images.RunningService;
import io.jenkins.plugins.ecsdeploy.engine.render.TakenImages;
import io.jenkins.plugins.ecsdeploy.targets.Target;
import java.util.function.Consumer;

/** The images that a service runs at another target, as the identity of that target. */
final class TakenFromTarget implements ImageSource {
    private final Run<?, ?> run;
    private final Surroundings around;
    private final String target;
    private final String cluster;
    private final String service;

    /**
     * @param cluster where the service is, if the target does not say it; may be null
     * @throws AbortException if the build may not use the target
     */
    TakenFromTarget(Run<?, ?> run, Surroundings around, String target, String cluster, String service)
            throws AbortException {
        this.run = run;
        this.around = around;
        this.target = target;
        this.cluster = cluster;
        this.service = service;
        access();
    }

    @Override
    public TakenImages read(Consumer<String> log) {
        try {
            BuildAccess access = access();
            boolean bound = access.target().map(Target::getCluster).isPresent();
            RunningImages running = new RunningService(
                            access.ecs(access.region(null)), access.cluster(bound ? null : cluster), service, log)
                    .images();
            TakenImages found = running.toTake();
            return new TakenImages(found.from() + " at target " + target, found.revision(), found.images());
        } catch (EngineException e) {
            throw new EngineException("imagesFrom: '" + target + "': " + e.getMessage(), e);
        } catch (AbortException e) {
            throw new EngineException(e.getMessage(), e);
        }
    }

    /** Looked up anew for each try. What the step says of its own identity is for its own target. */
    private BuildAccess access() throws AbortException {
        try {
            return BuildAccess.of(run, new CallerArguments(target, null, null, null, null), around);
        } catch (AbortException e) {
            throw new AbortException("imagesFrom: " + e.getMessage());
        }
    }
}
