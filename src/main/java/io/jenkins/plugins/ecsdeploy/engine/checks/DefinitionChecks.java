package io.jenkins.plugins.ecsdeploy.engine.checks;

import io.jenkins.plugins.ecsdeploy.engine.aws.Arns;
import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.aws.optional.Library;
import io.jenkins.plugins.ecsdeploy.engine.promotion.ImageStores;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Checks a task definition against AWS with all checks that there are. Nothing is changed. */
public final class DefinitionChecks {
    private static final List<Check> ALL = List.of(
            new LimitCheck(),
            new FargateCheck(),
            new RoleCheck(),
            new ImageCheck(),
            new SecretCheck(),
            new ParameterCheck(),
            new LogGroupCheck(),
            new EnvironmentFileCheck(),
            new PortCheck(),
            new TargetGroupCheck(),
            new StrategyCheck(),
            new GroupCheck());

    private final EcsApi ecs;
    private final Supplier<ImageStores> stores;
    private final Predicate<Library> installed;
    private final Executor threads;

    /**
     * @param stores where images are looked up
     * @param threads that may wait for AWS and for registries
     */
    public DefinitionChecks(EcsApi ecs, Supplier<ImageStores> stores, Executor threads) {
        this(ecs, stores, threads, Library::isThere);
    }

    /** @param installed which parts of the SDK are there */
    public DefinitionChecks(EcsApi ecs, Supplier<ImageStores> stores, Executor threads, Predicate<Library> installed) {
        this.ecs = ecs;
        this.stores = stores;
        this.threads = threads;
        this.installed = installed;
    }

    /** Begins. The answer has all findings; only a mistake of this program's own makes it fail. */
    public CompletableFuture<CheckReport> run(CheckRequest request) {
        PlaceCheck place = new PlaceCheck(ecs, request);
        return Looks.take(place.looks(), threads)
                .thenCompose(ofPlace -> Looks.take(looks(subject(request, place)), threads)
                        .thenApply(others -> new CheckReport(
                                name(request.definition().place()),
                                Stream.concat(ofPlace.stream(), others.stream()).toList())));
    }

    /** Registered ones by their short names. */
    private static String name(String place) {
        return place.startsWith("arn:") ? Arns.shortName(place) : place;
    }

    private Subject subject(CheckRequest request, PlaceCheck place) {
        return new Subject(
                request,
                new Definition(request.definition()),
                ecs,
                ecs.place().region(),
                place.service(),
                place.account(),
                stores,
                installed);
    }

    private static List<Look> looks(Subject subject) {
        List<Look> looks = new ArrayList<>();
        ALL.forEach(check -> looks.addAll(looks(check, subject)));
        return looks;
    }

    /** Of a definition that a check cannot make anything of, the others still can. */
    private static List<Look> looks(Check check, Subject subject) {
        try {
            return check.looks(subject);
        } catch (RuntimeException e) {
            return List.of(
                    new Look("definition", name(subject.definition().document().place()), () -> {
                        throw e;
                    }));
        }
    }
}
