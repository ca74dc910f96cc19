package io.jenkins.plugins.ecsdeploy.steps;

import hudson.EnvVars;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.ecsdeploy.access.BuildAccess;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.Shown;
import io.jenkins.plugins.ecsdeploy.engine.aws.Arns;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsFailure;
import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.document.Placeholders;
import io.jenkins.plugins.ecsdeploy.engine.render.Base;
import io.jenkins.plugins.ecsdeploy.engine.render.Render;
import io.jenkins.plugins.ecsdeploy.engine.render.RenderRequest;
import io.jenkins.plugins.ecsdeploy.engine.render.Rendered;
import io.jenkins.plugins.ecsdeploy.engine.render.Revision;
import io.jenkins.plugins.ecsdeploy.engine.render.Revisions;
import io.jenkins.plugins.ecsdeploy.engine.taskdef.TaskDefinition;
import io.jenkins.plugins.ecsdeploy.engine.taskdef.TaskDefinitionDiff;
import io.jenkins.plugins.ecsdeploy.steps.caller.ReadingExecution;
import io.jenkins.plugins.ecsdeploy.steps.caller.StepSurroundings;
import io.jenkins.plugins.ecsdeploy.steps.files.ImagesFile;
import io.jenkins.plugins.ecsdeploy.steps.files.StepFiles;
import io.jenkins.plugins.ecsdeploy.steps.files.TaskDefinitionArgument;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import software.amazon.awssdk.core.exception.SdkException;

/** Runs {@code ecsRender} on the plugin's threads. It changes nothing at AWS, so after a restart it is simply done again. */
final class EcsRenderExecution extends ReadingExecution {
    private static final long serialVersionUID = 1L;

    private static final String FUNCTION = "ecsRender";

    private final EcsRenderStep step;

    EcsRenderExecution(StepContext context, EcsRenderStep step) {
        super(context);
        this.step = step;
    }

    @Override
    public boolean start() {
        then(StepFiles.none(), any -> readFiles());
        return false;
    }

    private void readFiles() throws Exception {
        then(StepFiles.read(getContext(), FUNCTION, step.paths(), step.getArtifactsOf()), this::awaitCredentials);
    }

    private void awaitCredentials(StepFiles files) throws Exception {
        if (step.caller().isAgent()) {
            then(access().ready(), any -> render(files));
        } else {
            render(files);
        }
    }

    private void render(StepFiles files) throws Exception {
        StepRules.diff(step.getDiff(), step.getService());
        TaskDefinitionArgument argument = TaskDefinitionArgument.of(step.getTaskDefinition(), files);
        RenderRequest request = new RenderRequest(
                argument.text(),
                base(argument.base()),
                // Beside something else to start from, it is what that is compared with.
                step.getDiff() == null ? Optional.empty() : live(),
                placeholders(),
                step.changes(ImagesFile.read(step.getImageDefinitions(), files)),
                step.isClean(),
                step.isStrict());
        Rendered rendered = Render.render(request, this::look);
        TaskListener listener = getContext().get(TaskListener.class);
        rendered.notes().forEach(note -> listener.getLogger().println("[ecsRender] " + note));
        rendered.changes().forEach(change -> listener.getLogger().println("[ecsRender] " + change));
        rendered.document()
                .images()
                .forEach((container, image) ->
                        listener.getLogger().println("[ecsRender] " + Shown.name(container) + ": " + image));
        if (step.getDiff() != null) {
            compare(live().orElseThrow(), rendered.document(), listener.getLogger());
        }
        String json = rendered.document().toJson();
        if (step.getOutput() == null) {
            getContext().onSuccess(json);
        } else {
            then(
                    StepFiles.write(getContext(), FUNCTION, "output", step.getOutput(), json),
                    written -> getContext().onSuccess(json));
        }
    }

    private void compare(Base live, TaskDefinition rendered, PrintStream log) {
        Revision running = read(live);
        List<String> changes = TaskDefinitionDiff.between(running.document(), rendered);
        log.println("[ecsRender] Service " + step.getService() + " runs " + Arns.shortName(running.arn())
                + (changes.isEmpty() ? ", which is the same" : "; different here:"));
        changes.forEach(change -> log.println("[ecsRender]   " + change));
    }

    /** The one base at AWS that the arguments name. */
    private Optional<Base> base(Optional<Base> ofArgument) throws Exception {
        StepRules.oneBase(
                ofArgument.isPresent() ? step.getTaskDefinition() : null,
                step.getFamily(),
                step.getTaskDefinitionArn(),
                step.getDiff() == null ? step.getService() : null);
        if (step.getDiff() == null && step.getService() != null) {
            return live();
        }
        return ofArgument.or(() -> Stream.of(step.getFamily(), step.getTaskDefinitionArn())
                .filter(Objects::nonNull)
                .<Base>map(Base.Revision::new)
                .findFirst());
    }

    /** What the service runs that the step names. */
    private Optional<Base> live() throws IOException, InterruptedException {
        return step.getService() == null
                ? Optional.empty()
                : Optional.of(new Base.LiveRevision(access().cluster(step.getCluster()), step.getService()));
    }

    private Placeholders placeholders() throws Exception {
        Placeholders placeholders =
                EcsRenderStep.placeholders(step.getVariables() == null ? Map.of() : step.getVariables());
        if (!step.isUseEnvironment()) {
            return placeholders;
        }
        EnvVars environment = getContext().get(EnvVars.class);
        return placeholders.withFallback(name -> Optional.ofNullable(environment.get(name)));
    }

    private TaskDefinition look(Base base) {
        return read(base).document();
    }

    private Revision read(Base base) {
        try {
            return readOnce(base);
        } catch (SdkException e) {
            if (AwsFailure.isExpired(e) && AwsFailure.isTransient(e)) {
                // The session had ended before its time; the next call opens another.
                return readOnce(base);
            }
            throw e;
        }
    }

    private Revision readOnce(Base base) {
        try {
            BuildAccess access = access();
            EcsApi ecs = access.ecs(access.region(step.getRegion()));
            return new Revisions(ecs).of(base);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineException("Interrupted while reading " + base.inWords(), e);
        } catch (IOException e) {
            throw new EngineException(e.getMessage(), e);
        }
    }

    private BuildAccess access() throws IOException, InterruptedException {
        return BuildAccess.of(getContext().get(Run.class), step.caller(), new StepSurroundings(getContext()));
    }
}
