package io.jenkins.plugins.ecsdeploy.steps;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.ListenableFuture;
import hudson.model.Result;
import org.jenkinsci.plugins.workflow.steps.BodyInvoker;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.junit.jupiter.api.Test;

/** What needs no Jenkins; the rest is in {@link PoliciesTest}. */
class EcsRollbackStepTest {
    /** The step is started by the thread that runs the script, which must not wait for a build that is loaded from disk. */
    @Test
    void theBuildIsNotLookedForWhenTheStepIsStarted() throws Exception {
        EcsRollbackStep step = new EcsRollbackStep("web");
        step.setToBuild("other#12");

        assertThat(step.start(new Untouched())).isNotNull();
    }

    private static final class Untouched extends StepContext {
        private static final long serialVersionUID = 1L;

        @Override
        public <T> T get(Class<T> key) {
            throw new AssertionError("asked for " + key);
        }

        @Override
        public void onSuccess(Object result) {
            throw new AssertionError(result);
        }

        @Override
        public void onFailure(Throwable cause) {
            throw new AssertionError(cause);
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public ListenableFuture<Void> saveState() {
            throw new AssertionError("saves");
        }

        @Override
        @SuppressWarnings("deprecation") // must be there
        public void setResult(Result result) {
            throw new AssertionError(result);
        }

        @Override
        public BodyInvoker newBodyInvoker() {
            throw new AssertionError("has no body");
        }

        @Override
        public boolean hasBody() {
            return false;
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return 1;
        }
    }
}
