package io.jenkins.plugins.ecsdeploy.upstream;

import com.google.common.util.concurrent.ListenableFuture;
import hudson.AbortException;
import hudson.model.Result;
import java.io.IOException;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.BodyInvoker;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * What the {@code input} step of a {@link Prompt} answers to. REST lets people answer an {@code input} step with nothing
 * at all. That chooses no build, so the step fails.
 */
final class PromptContext extends StepContext {
    private static final long serialVersionUID = 1L;

    private final StepContext context;

    PromptContext(StepContext context) {
        this.context = context;
    }

    @Override
    public void onSuccess(Object answer) {
        if (answer instanceof Map<?, ?>) {
            context.onSuccess(answer);
        } else {
            context.onFailure(new AbortException("The question was answered, but no build was chosen."
                    + " By REST, send the build to 'proceed', not to 'proceedEmpty'"));
        }
    }

    @Override
    public void onFailure(Throwable cause) {
        context.onFailure(cause);
    }

    @Override
    public <T> T get(Class<T> key) throws IOException, InterruptedException {
        return context.get(key);
    }

    @Override
    public boolean isReady() {
        return context.isReady();
    }

    @Override
    public ListenableFuture<Void> saveState() {
        return context.saveState();
    }

    @Override
    @SuppressWarnings("deprecation") // must be there, and nobody calls it
    public void setResult(Result result) {
        context.setResult(result);
    }

    @Override
    public BodyInvoker newBodyInvoker() throws IllegalStateException {
        return context.newBodyInvoker();
    }

    @Override
    public boolean hasBody() {
        return context.hasBody();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PromptContext that && context.equals(that.context);
    }

    @Override
    public int hashCode() {
        return context.hashCode();
    }
}
