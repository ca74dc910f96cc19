package io.jenkins.plugins.ecsdeploy.engine.sync;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.Nearest;
import io.jenkins.plugins.ecsdeploy.engine.Shown;
import io.jenkins.plugins.ecsdeploy.engine.aws.Arns;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsFailure;
import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.poll.Answer;
import io.jenkins.plugins.ecsdeploy.engine.poll.PollListener;
import io.jenkins.plugins.ecsdeploy.engine.poll.PollRequest;
import io.jenkins.plugins.ecsdeploy.engine.poll.Question;
import io.jenkins.plugins.ecsdeploy.engine.poll.RetryLimit;
import io.jenkins.plugins.ecsdeploy.engine.promotion.images.RevisionQuestion;
import io.jenkins.plugins.ecsdeploy.engine.taskdef.TaskDefinition;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;

/**
 * Finds out what one service runs, and compares that with its file. The service revision tells it in a call for twenty; the
 * task definition, in a call of its own, where there is none: with CodeDeploy, before ECS had them, while a deployment is in
 * progress, or where the identity may not read them.
 */
final class ServiceCheck implements PollListener {
    /** So long a question waits for others that go into the same call. */
    private static final Duration GATHERED = Duration.ofSeconds(1);

    private final RevisionFile file;
    private final Planning planning;
    private final RetryLimit retries;
    private String definition;
    /** Why it is to be deployed, whatever it runs. */
    private Optional<String> unrest = Optional.empty();

    ServiceCheck(RevisionFile file, Planning planning) {
        this.file = file;
        this.planning = planning;
        this.retries = new RetryLimit(planning::logOnce, "AWS did not answer as it should");
    }

    List<PollRequest> first() {
        return soon(new ServiceLook(file.cluster(), file.service()));
    }

    private static List<PollRequest> soon(Question question) {
        return List.of(new PollRequest(question, GATHERED));
    }

    @Override
    public EcsApi ecs() {
        return planning.ecs();
    }

    @Override
    public boolean isOver() {
        return planning.isOver();
    }

    @Override
    public List<PollRequest> answered(Question question, Answer answer) {
        retries.restore();
        return attempt(() -> next(answer));
    }

    private interface Work {
        List<PollRequest> run();
    }

    /** Whatever goes wrong, somebody waits for a word on this service. */
    private List<PollRequest> attempt(Work work) {
        try {
            return work.run();
        } catch (EngineException e) {
            planning.problem(file, e.getMessage());
        } catch (RuntimeException | Error e) {
            planning.fail(e instanceof RuntimeException failure ? failure : new IllegalStateException(e));
        }
        return List.of();
    }

    private List<PollRequest> next(Answer answer) {
        if (answer instanceof ServiceLook.NotThere not) {
            throw new EngineException(not.problem());
        }
        if (answer instanceof ServiceLook.Found found) {
            return look(found.service());
        }
        if (answer instanceof RevisionQuestion.NotTold not) {
            planning.withoutServiceRevisions(not.why());
            return soon(new DefinitionLook(definition));
        }
        if (answer instanceof RevisionQuestion.Found found) {
            Map<String, RunningImage> images =
                    found.revision().map(this::images).orElse(Map.of());
            return images.keySet().containsAll(file.images().keySet())
                    ? compare(images)
                    : soon(new DefinitionLook(definition));
        }
        return compare(images(((DefinitionLook.Found) answer).document()));
    }

    private List<PollRequest> look(Service service) {
        planning.checkController(service, file);
        LiveService live = new LiveService(service);
        definition = live.taskDefinition();
        unrest = live.unrest();
        return soon(live.serviceRevision()
                .filter(arn -> planning.hasServiceRevisions())
                .<Question>map(RevisionQuestion::new)
                .orElseGet(() -> new DefinitionLook(definition)));
    }

    /** Nothing where it is of another task definition than the service has. */
    private Map<String, RunningImage> images(ServiceRevision revision) {
        Map<String, RunningImage> images = new HashMap<>();
        if (definition.equals(revision.taskDefinition())) {
            revision.containerImages().stream()
                    .filter(container -> container.image() != null)
                    .forEach(container -> images.put(
                            container.containerName(),
                            new RunningImage(container.image(), Optional.ofNullable(container.imageDigest()))));
        }
        return images;
    }

    private Map<String, RunningImage> images(TaskDefinition document) {
        Map<String, RunningImage> images = new LinkedHashMap<>();
        document.containerNames().forEach(name -> images.put(name, new RunningImage("", Optional.empty())));
        document.images().forEach((name, image) -> images.put(name, new RunningImage(image, Optional.empty())));
        List<String> missing = file.images().keySet().stream()
                .filter(name -> !images.containsKey(name))
                .map(name -> Shown.name(name) + Nearest.hint(name, images.keySet()))
                .toList();
        if (!missing.isEmpty()) {
            throw new EngineException((missing.size() == 1 ? "it names the container " : "it names the containers ")
                    + String.join(", ", missing) + ", which " + Arns.shortName(definition) + " of service "
                    + file.service() + " does not have; its containers are " + Shown.names(images.keySet()));
        }
        return images;
    }

    private List<PollRequest> compare(Map<String, RunningImage> images) {
        Map<String, String> runs = new LinkedHashMap<>();
        file.images().keySet().forEach(name -> runs.put(name, images.get(name).image()));
        boolean same = file.images().entrySet().stream()
                .allMatch(wanted -> images.get(wanted.getKey()).is(wanted.getValue()));
        planning.found(new PlannedService(file, runs, same ? unrest : Optional.of("other images")));
        return List.of();
    }

    @Override
    public List<PollRequest> failed(Question question, RuntimeException e) {
        return attempt(() -> {
            if (!(e instanceof SdkException failure)) {
                throw e;
            }
            // While nobody has been answered, a name that is not known is that of a wrong region.
            boolean mayPass = AwsFailure.isTransient(failure) && !planning.isMisplaced(failure);
            Optional<Duration> pause =
                    mayPass ? retries.afterFailure(failure, planning.now(), false) : Optional.empty();
            if (pause.isPresent()) {
                return List.of(new PollRequest(question, pause.get()));
            }
            throw planning.explained("Looking at service " + file.service() + " in cluster " + file.cluster(), failure);
        });
    }
}
