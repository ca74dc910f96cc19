package io.jenkins.plugins.ecsdeploy.engine.deployment.revisions;

import io.jenkins.plugins.ecsdeploy.engine.Durations;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.aws.Arns;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsFailure;
import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.poll.NotYet;
import io.jenkins.plugins.ecsdeploy.engine.render.Base;
import io.jenkins.plugins.ecsdeploy.engine.render.Render;
import io.jenkins.plugins.ecsdeploy.engine.render.RenderRequest;
import io.jenkins.plugins.ecsdeploy.engine.render.Rendered;
import io.jenkins.plugins.ecsdeploy.engine.render.Revision;
import io.jenkins.plugins.ecsdeploy.engine.render.Revisions;
import io.jenkins.plugins.ecsdeploy.engine.taskdef.CanonicalTaskDefinition;
import io.jenkins.plugins.ecsdeploy.engine.taskdef.TaskDefinition;
import io.jenkins.plugins.ecsdeploy.engine.taskdef.TaskDefinitionDiff;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.model.Service;

/** Finds or registers the revision to deploy. To be kept while a deployment waits for its turn to register. */
public final class Registration {
    /** How many revisions of a family can come within the moments that an answer is lost. */
    private static final int NEWEST = 5;

    /**
     * What is wanted.
     *
     * @param reusable whether the live revision will do where it is the same
     * @param repeated whether it may have been registered before, so that it is looked for
     * @param edit what is still to be done with the document before it is compared; absent: nothing, so that a revision that is
     *     wanted as it is can be taken as it is
     * @param check hears what is to be deployed, before anything is registered; may throw to prevent that
     * @param mayBegin asked when something is to be registered; false: not yet
     * @param beforeCall is run before the call that registers, and may throw to prevent it
     */
    public record Wanted(
            RenderRequest definition,
            boolean reusable,
            boolean repeated,
            Optional<UnaryOperator<TaskDefinition>> edit,
            Consumer<TaskDefinition> check,
            BooleanSupplier mayBegin,
            Runnable beforeCall) {}

    private final Consumer<String> log;
    /** The revision that the service runs: read once, while a revision is still to be found. */
    private Revision live;
    /** When it is this deployment's turn to register. Lost in a restart, which is as good a pause. */
    private Instant turn;

    public Registration(Consumer<String> log) {
        this.log = log;
    }

    /**
     * The revision to deploy; nothing while none is to be registered.
     *
     * @throws NotYet when it is not its turn
     */
    public Optional<RegisteredRevision> run(EcsApi ecs, Wanted wanted, Service service, Instant now) {
        Revisions revisions = new Revisions(ecs);
        if (live == null || !live.arn().equals(service.taskDefinition())) {
            live = revisions.get(service.taskDefinition());
        }
        Optional<Base> asItIs = wanted.edit().isPresent()
                ? Optional.empty()
                : wanted.definition().revisionAsItIs();
        if (asItIs.isPresent()) {
            Revision revision =
                    asItIs.get() instanceof Base.Revision named ? deployable(revisions.get(named.id())) : live;
            wanted.check().accept(revision.document());
            return found(revision);
        }
        Rendered rendered = Render.render(
                wanted.definition(),
                base -> base instanceof Base.Revision named
                        ? revisions.get(named.id()).document()
                        : live.document());
        TaskDefinition document = wanted.edit()
                .<TaskDefinition>map(edit -> edit.apply(rendered.document()))
                .orElse(rendered.document());
        wanted.check().accept(document);
        if (wanted.reusable() && CanonicalTaskDefinition.same(document, live.document())) {
            rendered.notes().forEach(log);
            return found(live);
        }
        String family = document.family()
                .orElseThrow(() -> new EngineException(
                        document.place() + " has no family, so it cannot be registered. Add \"family\" to it"));
        if (!wanted.mayBegin().getAsBoolean()) {
            return Optional.empty();
        }
        Optional<String> before = wanted.repeated() ? registeredBefore(revisions, family, document) : Optional.empty();
        if (before.isEmpty()) {
            awaitTurn(ecs, service.serviceArn(), now);
        }
        rendered.notes().forEach(log);
        TaskDefinitionDiff.between(live.document(), document).forEach(line -> log.accept("  " + line));
        String arn = before.orElseGet(() -> register(ecs, family, document, wanted.beforeCall()));
        return found(new Revision(arn, true, document));
    }

    private Optional<RegisteredRevision> found(Revision revision) {
        boolean isLive = revision.arn().equals(live.arn());
        List<String> changes = TaskDefinitionDiff.between(live.document(), revision.document());
        // Documents are large, and a deployment lasts long.
        live = null;
        return Optional.of(new RegisteredRevision(
                revision.arn(), isLive, revision.document().images(), changes));
    }

    private static Revision deployable(Revision revision) {
        if (!revision.active()) {
            throw new EngineException("Task definition " + Arns.shortName(revision.arn())
                    + " is INACTIVE: it was deregistered, and ECS starts nothing with it. Name an active revision");
        }
        return revision;
    }

    /**
     * A crash or a lost answer may have come after ECS had registered our document. Then it is among the newest of its
     * family: registering it again would only make a twin of it.
     */
    private Optional<String> registeredBefore(Revisions revisions, String family, TaskDefinition document) {
        Optional<Revision> next = revisions.find(family);
        for (int i = 0; i < NEWEST && next.isPresent(); i++) {
            if (next.get().active() && CanonicalTaskDefinition.same(next.get().document(), document)) {
                return next.map(Revision::arn);
            }
            // Other builds may have registered theirs meanwhile.
            int number = Arns.revision(next.get().arn());
            int known = Arns.family(live.arn()).equals(family) ? Arns.revision(live.arn()) : 0;
            next = number > known + 1 ? revisions.find(family + ":" + (number - 1)) : Optional.empty();
        }
        return Optional.empty();
    }

    /** Many deployments that begin at once would be throttled, so they take turns. */
    private void awaitTurn(EcsApi ecs, String serviceArn, Instant now) {
        if (turn == null) {
            Duration wait = ecs.registrationTurn(Arns.regionAndAccount(serviceArn), now);
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

    private String register(EcsApi ecs, String family, TaskDefinition document, Runnable beforeCall) {
        beforeCall.run();
        try {
            String arn = ecs.registerTaskDefinition(document.json());
            log.accept("Registered " + Arns.shortName(arn));
            return arn;
        } catch (SdkException e) {
            throw AwsFailure.isTransient(e) ? e : AwsFailure.explain("RegisterTaskDefinition of family " + family, e);
        }
    }
}
