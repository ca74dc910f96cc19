package io.jenkins.plugins.ecsdeploy.engine.deployment;

import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.poll.Answer;
import io.jenkins.plugins.ecsdeploy.engine.poll.PollListener;
import io.jenkins.plugins.ecsdeploy.engine.poll.PollRequest;
import io.jenkins.plugins.ecsdeploy.engine.poll.Question;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.model.Service;

/**
 * Looks at the service of a deployment that has not begun, which is looked at for all who begin now, and has a piece of work
 * done with what was seen: again, as long as that says when.
 */
final class LookAtService implements PollListener {
    private final DeploymentContext deployment;
    private final DeploymentAttempts attempts;
    private final Function<Service, Optional<Duration>> work;

    /** @param work answers when to look at the service again; empty: not any more */
    LookAtService(
            DeploymentContext deployment, DeploymentAttempts attempts, Function<Service, Optional<Duration>> work) {
        this.deployment = deployment;
        this.attempts = attempts;
        this.work = work;
    }

    Question question() {
        return new ServiceQuestion(
                deployment.request().cluster(), deployment.request().service());
    }

    @Override
    public EcsApi ecs() {
        return deployment.ecs();
    }

    @Override
    public boolean isOver() {
        return deployment.isCancelled();
    }

    @Override
    public List<PollRequest> answered(Question question, Answer answer) {
        return again(() -> work.apply(((ServiceQuestion.Found) answer).service()));
    }

    @Override
    public List<PollRequest> failed(Question question, RuntimeException e) {
        return again(() -> {
            if (e instanceof SdkException failed) {
                return attempts.afterFailedCall(failed, true);
            }
            throw e;
        });
    }

    private List<PollRequest> again(Supplier<Optional<Duration>> next) {
        return attempts.run(next)
                .map(pause -> List.of(new PollRequest(question(), pause)))
                .orElse(List.of());
    }
}
