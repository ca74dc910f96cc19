package io.jenkins.plugins.ecsdeploy.engine.deployment.revisions;

import io.jenkins.plugins.ecsdeploy.engine.Durations;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.aws.Arns;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsFailure;
import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.poll.NotYet;
import io.jenkins.plugins.ecsdeploy.engine.render.Revision;
import io.jenkins.plugins.ecsdeploy.engine.render.Revisions;
import io.jenkins.plugins.ecsdeploy.engine.taskdef.CanonicalTaskDefinition;
import io.jenkins.plugins.ecsdeploy.engine.taskdef.TaskDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;

/** Registers a document once, when its turn has come. To be kept while that is waited for. */
public final class NewRevision {
    /** How many revisions of a family can come within the moments that an answer is lost. */
    private static final int NEWEST = 5;

    private final Consumer<String> log;
    /** When it is this one's turn to register. Lost in a restart, which is as good a pause. */
    private Instant turn;

    public NewRevision(Consumer<String> log) {
        this.log = log;
    }

    /** The family of a document that is to be registered. */
    public static String family(TaskDefinition document) {
        return document.family()
                .orElseThrow(() -> new EngineException(
                        document.place() + " has no family, so it cannot be registered. Add \"family\" to it"));
    }

    /** The revision, if ECS starts tasks with it. */
    public static Revision startable(Revision revision) {
        if (!revision.active()) {
            throw new EngineException("Task definition " + Arns.shortName(revision.arn())
                    + " is INACTIVE: it was deregistered, and ECS starts nothing with it. Name an active revision");
        }
        return revision;
    }

    /**
     * A crash or a lost answer may have come after ECS had registered our document. Then it is among the newest of its
     * family: registering it again would only make a twin of it.
     *
     * @param known the number of a revision that was there before
     */
    public static Optional<String> registeredBefore(Revisions revisions, TaskDefinition document, int known) {
        String family = family(document);
        Optional<Revision> next = revisions.find(family);
        for (int i = 0; i < NEWEST && next.isPresent(); i++) {
            if (next.get().active() && CanonicalTaskDefinition.same(next.get().document(), document)) {
                return next.map(Revision::arn);
            }
            // Other builds may have registered theirs meanwhile.
            int number = Arns.revision(next.get().arn());
            next = number > known + 1 ? revisions.find(family + ":" + (number - 1)) : Optional.empty();
        }
        return Optional.empty();
    }

    /**
     * Many that begin at once would be throttled, so they take turns.
     *
     * @param account whose limit it is: region and account
     * @throws NotYet when it is not its turn
     */
    public void awaitTurn(EcsApi ecs, String account, Instant now) {
        if (turn == null) {
            Duration wait = ecs.registrationTurn(account, now);
            turn = now.plus(wait);
            if (!wait.isZero()) {
                log.accept("Many revisions are being registered; this one has its turn in " + Durations.inWords(wait));
            }
        }
        Duration wait = Duration.between(now, turn);
        if (!wait.isNegative() && !wait.isZero()) {
            throw new NotYet(wait);
        }
        turn = null;
    }

    /**
     * Registers it, and answers with its ARN.
     *
     * @param beforeCall is run before the call, and may throw to prevent it
     */
    public String register(EcsApi ecs, TaskDefinition document, Runnable beforeCall) {
        beforeCall.run();
        try {
            String arn = ecs.registerTaskDefinition(document.json());
            log.accept("Registered " + Arns.shortName(arn));
            return arn;
        } catch (SdkException e) {
            throw AwsFailure.isTransient(e)
                    ? e
                    : AwsFailure.explain("RegisterTaskDefinition of family " + family(document), e);
        }
    }
}
