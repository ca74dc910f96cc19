package io.jenkins.plugins.ecsdeploy.engine.deployment.revisions;

import io.jenkins.plugins.ecsdeploy.engine.aws.Arns;
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
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.ecs.model.Service;

/** Finds or registers the revision to deploy. To be kept while a deployment waits for its turn to register. */
public final class Registration {
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
    private final NewRevision registering;
    /** The revision that the service runs: read once, while a revision is still to be found. */
    private Revision live;

    public Registration(Consumer<String> log) {
        this.log = log;
        this.registering = new NewRevision(log);
    }

    /**
     * What is wanted, found without a change.
     *
     * @param live the revision that the service runs
     * @param revision the one to deploy, where it is there already
     * @param document what is to be deployed
     * @param notes on what was rendered
     */
    public record Found(Revision live, Optional<Revision> revision, TaskDefinition document, List<String> notes) {
        /** Whether the service runs it already. */
        public boolean isLive() {
            return revision.filter(there -> there.arn().equals(live.arn())).isPresent();
        }
    }

    /** Finds what is wanted, by reading calls alone. */
    public Found find(EcsApi ecs, Wanted wanted, Service service) {
        Revisions revisions = new Revisions(ecs);
        if (live == null || !live.arn().equals(service.taskDefinition())) {
            live = revisions.get(service.taskDefinition());
        }
        Optional<Base> asItIs = wanted.edit().isPresent()
                ? Optional.empty()
                : wanted.definition().revisionAsItIs();
        if (asItIs.isPresent()) {
            Revision revision = asItIs.get() instanceof Base.Revision named
                    ? NewRevision.startable(revisions.get(named.id()))
                    : live;
            wanted.check().accept(revision.document());
            return new Found(live, Optional.of(revision), revision.document(), List.of());
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
        boolean same = wanted.reusable() && CanonicalTaskDefinition.same(document, live.document());
        if (!same) {
            NewRevision.family(document);
        }
        return new Found(live, same ? Optional.of(live) : Optional.empty(), document, rendered.notes());
    }

    /**
     * The revision to deploy; nothing while none is to be registered.
     *
     * @throws NotYet when it is not its turn
     */
    public Optional<RegisteredRevision> run(EcsApi ecs, Wanted wanted, Service service, Instant now) {
        Found found = find(ecs, wanted, service);
        if (found.revision().isEmpty()) {
            return register(ecs, wanted, service, now, found);
        }
        found.notes().forEach(log);
        return registered(found.revision().get());
    }

    private Optional<RegisteredRevision> register(
            EcsApi ecs, Wanted wanted, Service service, Instant now, Found found) {
        TaskDefinition document = found.document();
        if (!wanted.mayBegin().getAsBoolean()) {
            return Optional.empty();
        }
        int known = Arns.family(live.arn()).equals(NewRevision.family(document)) ? Arns.revision(live.arn()) : 0;
        Optional<String> before = wanted.repeated()
                ? NewRevision.registeredBefore(new Revisions(ecs), document, known)
                : Optional.empty();
        if (before.isEmpty()) {
            registering.awaitTurn(ecs, Arns.regionAndAccount(service.serviceArn()), now);
        }
        found.notes().forEach(log);
        TaskDefinitionDiff.between(live.document(), document).forEach(line -> log.accept("  " + line));
        String arn = before.orElseGet(() -> registering.register(ecs, document, wanted.beforeCall()));
        return registered(new Revision(arn, true, document));
    }

    private Optional<RegisteredRevision> registered(Revision revision) {
        boolean isLive = revision.arn().equals(live.arn());
        List<String> changes = TaskDefinitionDiff.between(live.document(), revision.document());
        // Documents are large, and a deployment lasts long.
        live = null;
        return Optional.of(new RegisteredRevision(
                revision.arn(), isLive, revision.document().images(), changes));
    }
}
