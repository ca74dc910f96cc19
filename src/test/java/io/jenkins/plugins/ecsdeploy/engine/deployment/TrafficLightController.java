package io.jenkins.plugins.ecsdeploy.engine.deployment;

import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.ControllerState;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Phase;
import io.jenkins.plugins.ecsdeploy.engine.deployment.revisions.RegisteredRevision;
import io.jenkins.plugins.ecsdeploy.engine.poll.Answer;
import io.jenkins.plugins.ecsdeploy.engine.poll.PollRequest;
import io.jenkins.plugins.ecsdeploy.engine.poll.Question;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ecs.model.Service;

/**
 * A controller that is not ECS and asks nothing of AWS: a deployment goes on while its light is yellow, has succeeded when
 * it is green, and fails when it is red.
 */
final class TrafficLightController implements Controller {
    enum Light {
        RED,
        YELLOW,
        GREEN
    }

    /** What the deployments of all services show. */
    static final class Lights implements ControllerType {
        Light light = Light.YELLOW;
        int begun;
        int askedToGoBack;
        int askedToStop;

        @Override
        public String name() {
            return "EXTERNAL";
        }

        @Override
        public Controller open(DeploymentContext deployment) {
            return new TrafficLightController(deployment, this);
        }

        @Override
        public Planner planner(DeploymentContext deployment) {
            return (live, plan) -> plan.strategy("LIGHTS", "by lights");
        }
    }

    /** The state of its own. */
    static final class LightState implements ControllerState {
        private static final long serialVersionUID = 1L;
        private String crossing;

        @Override
        public String deploymentArn() {
            return null;
        }

        @Override
        public String deploymentInWords() {
            return crossing;
        }

        @Override
        public boolean isRolledBackByAws() {
            return false;
        }
    }

    /** Asked of the lights, for all at once. */
    record LightQuestion(Lights lights, String service) implements Question {
        record Found(Light light) implements Answer {}

        @Override
        public int perCall() {
            return 100;
        }

        @Override
        public int rank() {
            return 0;
        }

        @Override
        public boolean isLike(Question other) {
            return other instanceof LightQuestion;
        }

        @Override
        public Map<Question, Answer> ask(EcsApi ecs, List<Question> alike) {
            return alike.stream()
                    .collect(Collectors.toMap(
                            question -> question, question -> new Found(lights.light), (one, same) -> one));
        }
    }

    private final DeploymentContext deployment;
    private final DeploymentRecord record;
    private final Lights lights;
    private final LightState state;

    private TrafficLightController(DeploymentContext deployment, Lights lights) {
        this.deployment = deployment;
        this.record = deployment.record();
        this.lights = lights;
        this.state = record.state(LightState.class, LightState::new);
    }

    @Override
    public boolean begin(Service live) {
        record.previousTaskDefinitionArn(live.taskDefinition());
        record.registered(new RegisteredRevision(live.taskDefinition(), false, Map.of(), List.of()));
        if (state.crossing == null) {
            deployment.rememberBefore(Phase.UPDATING);
            lights.begun++;
            state.crossing = "crossing " + lights.begun;
        }
        record.follow(deployment.now(), deployment.now());
        deployment.remember();
        return true;
    }

    @Override
    public List<PollRequest> next() {
        return List.of(new PollRequest(new LightQuestion(lights, record.service()), Duration.ofSeconds(10)));
    }

    @Override
    public List<PollRequest> nextUntilNamed() {
        return next();
    }

    @Override
    public boolean isNamed() {
        return true;
    }

    @Override
    public Verdict judge(Question question, Answer answer) {
        Light light = ((LightQuestion.Found) answer).light();
        ProgressLog.counts(light.name(), deployment);
        if (record.rollback().isAsked()) {
            return light == Light.GREEN
                    ? new Verdict(Verdict.State.ROLLED_BACK, "it was red")
                    : new Verdict(Verdict.State.GOING_BACK, "it was red");
        }
        switch (light) {
            case RED:
                return new Verdict(Verdict.State.TO_GO_BACK, "it is red");
            case GREEN:
                return Verdict.succeeded();
            default:
                return Verdict.goingOn();
        }
    }

    @Override
    public void failed(Question question, RuntimeException e) {
        throw e;
    }

    @Override
    public void goBack() {
        record.rollback().ask();
        deployment.remember();
        lights.askedToGoBack++;
    }

    @Override
    public void stop() {
        record.rollback().ask();
        deployment.remember();
        lights.askedToStop++;
    }

    @Override
    public void explain(String failure) {
        deployment.host().keep("light.txt", failure).ifPresent(record.aftercare()::evidenceFile);
    }

    @Override
    public void completeEvidence() {
        deployment.host().keep("light.txt", record.lastWord());
    }
}
