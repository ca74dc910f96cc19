package io.jenkins.plugins.ecsdeploy.steps;

import hudson.EnvVars;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.ecsdeploy.access.BuildAccess;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.Shown;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsFailure;
import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.document.Placeholders;
import io.jenkins.plugins.ecsdeploy.engine.render.Base;
import io.jenkins.plugins.ecsdeploy.engine.render.Render;
import io.jenkins.plugins.ecsdeploy.engine.render.RenderRequest;
import io.jenkins.plugins.ecsdeploy.engine.render.Rendered;
import io.jenkins.plugins.ecsdeploy.engine.render.Revisions;
import io.jenkins.plugins.ecsdeploy.engine.taskdef.TaskDefinition;
import io.jenkins.plugins.ecsdeploy.runtime.EcsRuntime;
import io.jenkins.plugins.ecsdeploy.steps.caller.Failures;
import io.jenkins.plugins.ecsdeploy.steps.caller.StepSurroundings;
import io.jenkins.plugins.ecsdeploy.steps.files.ImagesFile;
import io.jenkins.plugins.ecsdeploy.steps.files.StepFiles;
import io.jenkins.plugins.ecsdeploy.steps.files.TaskDefinitionArgument;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import software.amazon.awssdk.core.exception.SdkException;

/** Runs {@code ecsRender} on the plugin's threads. It changes nothing at AWS, so after a restart it is simply done again. */
final class EcsRenderExecution extends StepExecution {
    private static final long serialVersionUID = 1L;

    private static final String FUNCTION = "ecsRender";

    private final EcsRenderStep step;
    private transient CompletableFuture<?> agent;
    private transient boolean stopped;

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

    @Override
    public void onResume() {
        start();
    }

    /** An agent that does not answer must hold up neither the build that is aborted nor the thread that waits for it. */
    @Override
    public void stop(Throwable cause) throws Exception {
        synchronized (this) {
            stopped = true;
            if (agent != null) {
                agent.cancel(true);
            }
        }
        super.stop(cause);
    }

    private interface Next<T> {
        void accept(T answer) throws Exception;
    }

    /** Goes on, on the plugin's threads, when an agent has answered. */
    private synchronized <T> void then(CompletableFuture<T> answer, Next<T> next) {
        agent = answer;
        answer.whenCompleteAsync(
                (value, failure) -> goOn(value, failure, next), EcsRuntime.get().threads());
        if (stopped) {
            answer.cancel(true);
        }
    }

    private <T> void goOn(T value, Throwable failure, Next<T> next) {
        if (isStopped()) {
            return;
        }
        try {
            if (failure != null) {
                throw failure;
            }
            next.accept(value);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            EcsRuntime.get().fail(getContext(), e);
        } catch (Throwable e) {
            EcsRuntime.get().fail(getContext(), Failures.shown(e));
        }
    }

    private synchronized boolean isStopped() {
        return stopped;
    }

    private void awaitCredentials(StepFiles files) throws Exception {
        if (step.caller().isAgent()) {
            then(access().ready(), any -> render(files));
        } else {
            render(files);
        }
    }

    private void render(StepFiles files) throws Exception {
        TaskDefinitionArgument argument = TaskDefinitionArgument.of(step.getTaskDefinition(), files);
        RenderRequest request = new RenderRequest(
                argument.text(),
                base(argument.base()),
                Optional.empty(),
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
        String json = rendered.document().toJson();
        if (step.getOutput() == null) {
            getContext().onSuccess(json);
        } else {
            then(
                    StepFiles.write(getContext(), FUNCTION, "output", step.getOutput(), json),
                    written -> getContext().onSuccess(json));
        }
    }

    /** The one base at AWS that the arguments name. */
    private Optional<Base> base(Optional<Base> ofArgument) throws Exception {
        StepRules.oneBase(
                ofArgument.isPresent() ? step.getTaskDefinition() : null,
                step.getFamily(),
                step.getTaskDefinitionArn(),
                step.getService());
        if (step.getService() != null) {
            return Optional.of(new Base.LiveRevision(access().cluster(step.getCluster()), step.getService()));
        }
        return ofArgument.or(() -> Stream.of(step.getFamily(), step.getTaskDefinitionArn())
                .filter(Objects::nonNull)
                .<Base>map(Base.Revision::new)
                .findFirst());
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
        try {
            return lookOnce(base);
        } catch (SdkException e) {
            if (AwsFailure.isExpired(e) && AwsFailure.isTransient(e)) {
                // The session had ended before its time; the next call opens another.
                return lookOnce(base);
            }
            throw e;
        }
    }

    private TaskDefinition lookOnce(Base base) {
        try {
            BuildAccess access = access();
            EcsApi ecs = access.ecs(access.region(step.getRegion()));
            return new Revisions(ecs).of(base).document();
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
