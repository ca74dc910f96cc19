package io.jenkins.plugins.ecsdeploy.steps.images;

import hudson.AbortException;
import hudson.model.Run;
import io.jenkins.plugins.ecsdeploy.access.BuildImages;
import io.jenkins.plugins.ecsdeploy.access.CallerArguments;
import io.jenkins.plugins.ecsdeploy.engine.aws.Arns;
import io.jenkins.plugins.ecsdeploy.engine.deployment.images.ExpectedImages;
import io.jenkins.plugins.ecsdeploy.engine.deployment.images.ImageOptions;
import io.jenkins.plugins.ecsdeploy.engine.deployment.images.ImageSource;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Phase;
import io.jenkins.plugins.ecsdeploy.engine.promotion.ImageStores;
import io.jenkins.plugins.ecsdeploy.engine.registry.AllowedRegistry;
import io.jenkins.plugins.ecsdeploy.engine.render.TakenImages;
import io.jenkins.plugins.ecsdeploy.records.NamedBuild;
import io.jenkins.plugins.ecsdeploy.runtime.EcsRuntime;
import io.jenkins.plugins.ecsdeploy.steps.caller.StepSurroundings;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Turns the arguments for images into what the engine takes. */
public final class ImagesRequest {
    private ImagesRequest() {}

    /** Not for the thread that runs Pipeline: it may read the disk. */
    public static ImageOptions options(ImagesArguments step, DeploymentRecord record, StepContext context)
            throws IOException, InterruptedException {
        if (record.phase().compareTo(Phase.REGISTERED) >= 0) {
            // All has been decided, and the record has it.
            return ImageOptions.none();
        }
        return new ImageOptions(
                source(step, record, context),
                step.isPinDigests(),
                step.getExpectImages() == null ? Map.of() : ExpectedImages.of(step.getExpectImages()),
                stores(step.caller(), step.getRegistryCredentials(), context),
                EcsRuntime.get().registryThreads());
    }

    private static Optional<ImageSource> source(ImagesArguments step, DeploymentRecord record, StepContext context)
            throws IOException, InterruptedException {
        String from = step.getImagesFrom();
        if (from == null) {
            return Optional.empty();
        }
        if (record.imageState().taken().isPresent()) {
            TakenImages taken = record.imageState().taken().get();
            return Optional.of(log -> taken);
        }
        Run<?, ?> run = context.get(Run.class);
        String there =
                step.getImagesFromService() == null ? Arns.shortName(step.getService()) : step.getImagesFromService();
        return Optional.of(
                NamedBuild.isOne(from)
                        ? ofBuild(run, from, there, record)
                        : new TakenFromTarget(run, new StepSurroundings(context), from, step.getCluster(), there));
    }

    /**
     * ECR as who deploys; each registry with the login that was named for it.
     *
     * @param registryCredentials as the step was given them; may be null
     */
    public static Supplier<ImageStores> stores(
            CallerArguments caller, Map<String, ?> registryCredentials, StepContext context)
            throws IOException, InterruptedException {
        Map<String, String> ids = new HashMap<>();
        if (registryCredentials != null) {
            ImagesRules.credentials(registryCredentials)
                    .forEach((host, id) -> ids.put(AllowedRegistry.canonical(host), id));
        }
        Run<?, ?> run = context.get(Run.class);
        return () -> new BuildImages(
                        run,
                        caller,
                        registry -> Optional.ofNullable(ids.get(registry.key())),
                        new StepSurroundings(context))
                .stores();
    }

    private static ImageSource ofBuild(Run<?, ?> run, String build, String service, DeploymentRecord record)
            throws AbortException {
        TakenImages taken = TakenFromBuild.of(run, build, service, record);
        return log -> taken;
    }
}
