package io.jenkins.plugins.ecsdeploy.access;

import hudson.FilePath;
import hudson.model.Run;
import io.jenkins.plugins.ecsdeploy.config.EcsDeployConfiguration;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.aws.KnownIdentity;
import io.jenkins.plugins.ecsdeploy.engine.aws.Renewable;
import io.jenkins.plugins.ecsdeploy.engine.aws.session.Keys;
import io.jenkins.plugins.ecsdeploy.engine.aws.session.Sessions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * The identity of the agent where a step runs: that of its instance, container or pod. Its short-lived credentials are
 * fetched from it when they are needed and kept in memory until shortly before they end; an agent that is gone for a
 * while does no harm until then.
 */
final class AgentCredentials implements KnownIdentity, Renewable {
    /** Where the agent does not know the end, it is asked again as often as the shortest session would want it. */
    private static final Duration UNKNOWN_END = Duration.ofMinutes(15);

    private final Sessions sessions;
    private final Run<?, ?> run;
    private final Surroundings around;

    AgentCredentials(Sessions sessions, Run<?, ?> run, Surroundings around) {
        this.sessions = sessions;
        this.run = run;
        this.around = around;
    }

    /**
     * @throws EngineException if the agent has no short-lived credentials
     * @throws SdkClientException if it cannot be asked now, and has not been asked before
     */
    @Override
    public AwsCredentials resolveCredentials() {
        return sessions.get(key(), this::open).credentials();
    }

    @Override
    public String identity() {
        return new Keys(resolveCredentials()).identity();
    }

    @Override
    public boolean expired() {
        sessions.forget(key());
        return true;
    }

    /**
     * Asks the agent, for those who want to wait for the answer without a thread.
     *
     * @return ends when the agent has answered, or cannot be asked; what is wrong then is said by {@link
     *     #resolveCredentials}. Whoever cancels it frees the thread that waits for the agent
     */
    CompletableFuture<Void> asked() {
        CompletableFuture<Void> ended = new CompletableFuture<>();
        around.agent()
                .filter(AgentCredentials::mayLend)
                .map(lender -> HeldCredentials.get().agents().ask(key(), lender.getChannel()))
                .ifPresentOrElse(
                        answer -> {
                            answer.whenComplete((keys, failure) -> ended.complete(null));
                            ended.whenComplete((any, aborted) -> answer.cancel(true));
                        },
                        () -> ended.complete(null));
        return ended;
    }

    private static boolean mayLend(FilePath place) {
        return place.isRemote() || EcsDeployConfiguration.get().isAllowControllerIdentity();
    }

    private Object key() {
        return List.of("agent", run.getExternalizableId(), around.stepId());
    }

    private Sessions.Opened open() {
        FilePath place = around.agent()
                .orElseThrow(() -> SdkClientException.create("The agent where the step runs is gone, so that its"
                        + " credentials cannot be renewed (credentials: 'agent'). Bring it back, or use a target"));
        if (!mayLend(place)) {
            throw new EngineException("The step runs on the built-in node, so that credentials: 'agent' means the"
                    + " controller's own identity, which is not used unless an administrator allows it. Run the step on"
                    + " an agent");
        }
        CompletableFuture<AgentKeys> answer = HeldCredentials.get()
                .agents()
                .fetch(key(), place.getChannel())
                .orElseThrow(() -> SdkClientException.create("The agent where the step runs has not answered yet which"
                        + " credentials it has (credentials: 'agent')"));
        try {
            AgentKeys keys = answer.join();
            return new Sessions.Opened(keys.credentials(), keys.remaining().orElse(UNKNOWN_END));
        } catch (CompletionException e) {
            if (e.getCause() instanceof AgentKeys.NotThere why) {
                throw new EngineException(why.getMessage());
            }
            throw SdkClientException.create(
                    "The agent where the step runs cannot be asked for its credentials (credentials: 'agent'): "
                            + e.getCause().getMessage() + ". Bring it back, or use a target",
                    e);
        }
    }
}
