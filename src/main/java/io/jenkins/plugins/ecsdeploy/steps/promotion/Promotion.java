package io.jenkins.plugins.ecsdeploy.steps.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.ecsdeploy.access.BuildImages;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsFailure;
import io.jenkins.plugins.ecsdeploy.engine.promotion.TagHost;
import io.jenkins.plugins.ecsdeploy.engine.promotion.TagImage;
import io.jenkins.plugins.ecsdeploy.engine.promotion.TagRequest;
import io.jenkins.plugins.ecsdeploy.engine.promotion.TagState;
import io.jenkins.plugins.ecsdeploy.records.KeptTags;
import io.jenkins.plugins.ecsdeploy.steps.caller.StepSurroundings;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import software.amazon.awssdk.core.exception.SdkException;

/** What a step {@code tagImage} is about, connected with its build: its log, its {@code build.xml}, its credentials. */
final class Promotion implements TagHost {
    private final TagRequest request;
    private final TaskListener listener;
    private final KeptTags kept;
    private final BuildImages images;

    Promotion(StepContext context, TagImageStep step) throws IOException, InterruptedException {
        Run<?, ?> run = context.get(Run.class);
        request = step.request();
        listener = context.get(TaskListener.class);
        kept = new KeptTags(run, context.get(FlowNode.class).getId(), request);
        images = new BuildImages(run, step.caller(), step.loginId(), new StepSurroundings(context));
    }

    /** Ends when {@link #run} may be called. */
    CompletableFuture<Void> ready() throws AbortException {
        return request.isAtEcr() ? images.ready() : CompletableFuture.completedFuture(null);
    }

    /** Does it, or goes on with it, on this thread. */
    Map<String, Object> run() {
        TagImage tagImage = new TagImage(request, images.stores(), this, kept.state());
        try {
            return tagImage.run();
        } catch (EngineException e) {
            if (e.getCause() instanceof SdkException aws && AwsFailure.isExpired(aws) && AwsFailure.isTransient(aws)) {
                // The session had ended before its time; the next call opens another.
                return tagImage.run();
            }
            throw e;
        }
    }

    @Override
    public void log(String line) {
        listener.getLogger().println("[tagImage] " + line);
    }

    @Override
    public void remember(TagState state) {
        kept.remember(state);
    }

    /** The step has ended; with why it failed, or null. */
    void ended(@CheckForNull String failure) {
        kept.ended(failure);
    }

    /** For whoever has interrupted it. */
    void tellWhatMayBe() {
        kept.inDoubt().forEach(this::log);
    }
}
