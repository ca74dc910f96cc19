package io.jenkins.plugins.ecsdeploy.engine.deployment.record;

import io.jenkins.plugins.ecsdeploy.engine.aws.Arns;
import io.jenkins.plugins.ecsdeploy.engine.deployment.revisions.RegisteredRevision;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What is known of one deployment, in plain values: enough to go on after a restart, and what the step answers with. What
 * only its controller understands is in the controller's state. Not thread-safe: one task at a time works on it.
 */
public final class DeploymentRecord implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final String UNKNOWN = "unknown";
    /** Who changes more at once does not look at each. */
    private static final int CHANGES = 50;

    private String service;
    private String cluster;
    private String region;
    private Times times;
    private Phase phase = Phase.NEW;
    private Status status = Status.IN_PROGRESS;
    private String controller;
    private ControllerState state;
    private String taskDefinitionArn;
    private String previousTaskDefinitionArn;
    private LinkedHashMap<String, String> images = new LinkedHashMap<>();
    private ImageState imageState = new ImageState();
    private ArrayList<String> changes = new ArrayList<>();
    private boolean sameDefinition;
    private ShownProgress shown = new ShownProgress();
    private String failure;
    private RollbackState rollback = new RollbackState();
    private GateState gate = new GateState();
    private boolean left;
    private String lastWord;
    private Aftercare aftercare = new Aftercare(false, 0);

    public DeploymentRecord(String service, String cluster, String region, long startedMillis) {
        this.service = service;
        this.cluster = cluster;
        this.region = region;
        this.times = new Times(startedMillis);
    }

    /**
     * Fills in what another version of this program did not write down, or wrote in a way that cannot be read, such as an
     * unknown phase. Whoever goes on then looks for more than was done, and repeats nothing.
     */
    private Object readResolve() {
        images = images == null ? new LinkedHashMap<>() : images;
        imageState = imageState == null ? new ImageState() : imageState;
        changes = changes == null ? new ArrayList<>() : changes;
        shown = shown == null ? new ShownProgress() : shown;
        rollback = rollback == null ? new RollbackState() : rollback;
        gate = gate == null ? new GateState() : gate;
        aftercare = aftercare == null ? new Aftercare(false, 0) : aftercare;
        times = times == null ? new Times(0) : times;
        phase = phase == null ? LostFields.phase(this) : phase;
        status = status == null ? LostFields.status(this) : status;
        if (phase != Phase.ENDED && !LostFields.isWhole(this)) {
            phase = Phase.ENDED;
            status = Status.FAILED;
            lastWord = LostFields.NOT_WHOLE;
        }
        service = service == null ? UNKNOWN : service;
        cluster = cluster == null ? UNKNOWN : cluster;
        region = region == null ? UNKNOWN : region;
        return this;
    }

    /** The same record, with what is to be done when the deployment has ended: see {@link Aftercare}. */
    public DeploymentRecord afterwards(boolean logs, int keepRevisions) {
        aftercare = new Aftercare(logs, keepRevisions);
        return this;
    }

    public Aftercare aftercare() {
        return aftercare;
    }

    public String service() {
        return service;
    }

    public String cluster() {
        return cluster;
    }

    public String region() {
        return region;
    }

    /** The service's deployments in the AWS console. */
    public String url() {
        return ConsoleLink.service(region, cluster, service).toString();
    }

    /**
     * Tells the service from all others, those of other accounts, too.
     *
     * @param arn of anything in its account
     */
    public String serviceKey(String arn) {
        return Arns.regionAndAccount(arn) + " " + Arns.shortName(cluster) + " " + Arns.shortName(service);
    }

    /** Tells the service from all others that this program deploys to. */
    public String serviceKey() {
        return region + " " + Arns.shortName(cluster) + " " + Arns.shortName(service);
    }

    public long startedMillis() {
        return times.startedMillis();
    }

    public Times times() {
        return times;
    }

    public Phase phase() {
        return phase;
    }

    public void phase(Phase reached) {
        phase = reached;
    }

    public Status status() {
        return status;
    }

    /** The kind of controller that carries it out, as ECS calls it; {@code null}: not known yet. */
    public String controller() {
        return controller;
    }

    public void controller(String type) {
        controller = type;
    }

    /**
     * What its controller knows of it.
     *
     * @param fresh for a deployment that no controller of that kind has worked on
     */
    public <S extends ControllerState> S state(Class<S> kind, Supplier<S> fresh) {
        if (!kind.isInstance(state)) {
            state = fresh.get();
        }
        return kind.cast(state);
    }

    /** The same; nothing where no controller of that kind has worked on it. */
    public <S extends ControllerState> Optional<S> state(Class<S> kind) {
        return Optional.ofNullable(state).filter(kind::isInstance).map(kind::cast);
    }

    /** AWS's ARN of the deployment, or {@code null} while it is not known. */
    public String deploymentArn() {
        return state == null ? null : state.deploymentArn();
    }

    /** AWS's name of the deployment: its ARN, or the id where only that is known, or {@code null}. */
    public String deploymentInWords() {
        return state == null ? null : state.deploymentInWords();
    }

    /** What of AWS carries it out, for people. */
    public String carriedOutBy() {
        return state == null ? "ECS" : state.carriedOutBy();
    }

    /** How the controller does it, as AWS calls it; {@code null}: not known, or the controller has but one way. */
    public String strategy() {
        return state == null ? null : state.strategy();
    }

    /** What the result has of its controller. */
    public Map<String, String> controllerResult() {
        return state == null ? Map.of() : state.result();
    }

    boolean isRolledBackByAws() {
        return state == null || state.isRolledBackByAws();
    }

    /** The revision that the service is brought to, or has come to; {@code null} before it is registered. */
    public String taskDefinitionArn() {
        return taskDefinitionArn;
    }

    /** The images of that revision, by container. */
    public Map<String, String> images() {
        return Collections.unmodifiableMap(images);
    }

    public void revision(String arn, Map<String, String> imagesOfIt) {
        taskDefinitionArn = arn;
        images = new LinkedHashMap<>(imagesOfIt);
    }

    /** What is known of images beside their names. */
    public ImageState imageState() {
        return imageState;
    }

    /** What that revision changes of what the service ran, in words, a line for each; no more than {@value #CHANGES}. */
    public List<String> changes() {
        return Collections.unmodifiableList(changes);
    }

    /** The revision is there, and its ARN known. */
    public void registered(RegisteredRevision registered) {
        revision(registered.arn(), registered.images());
        changes = new ArrayList<>(registered.changes());
        if (changes.size() > CHANGES) {
            changes.subList(CHANGES - 1, changes.size()).clear();
            changes.add("…");
        }
        sameDefinition = registered.isLive();
        phase = Phase.REGISTERED;
    }

    /** True when the service had this definition already. */
    public boolean isSameDefinition() {
        return sameDefinition;
    }

    /** What the service ran before, and goes back to if the deployment fails; {@code null} before it was looked at. */
    public String previousTaskDefinitionArn() {
        return previousTaskDefinitionArn;
    }

    public void previousTaskDefinitionArn(String arn) {
        previousTaskDefinitionArn = arn;
    }

    /**
     * AWS is at work on it from now on.
     *
     * @param began by the clock of AWS
     */
    public void follow(Instant began, Instant now) {
        times.followed(began, now);
        shown.eventsUntil(began.minusMillis(1));
        phase = Phase.FOLLOWING;
    }

    /** It starts anew, with a deployment of its own. */
    public void startAnew() {
        phase = Phase.NEW;
        rollback.forget();
        failure = null;
    }

    public ShownProgress shown() {
        return shown;
    }

    /** Why it fails: set as soon as that is certain, which can be long before the service is back. Else {@code null}. */
    public String failure() {
        return failure;
    }

    public void fails(String reason) {
        failure = reason;
    }

    /** Whether it is to be taken back. */
    public RollbackState rollback() {
        return rollback;
    }

    /** Where it waits for an answer. */
    public GateState gate() {
        return gate;
    }

    /** The build was aborted, and AWS is to be asked for something. */
    public void aborts(OnAbort policy) {
        rollback.abort(policy);
        failure = failure == null ? "the build was aborted" : failure;
    }

    /** What the step failed with, or {@code null}. */
    public String lastWord() {
        return lastWord;
    }

    /** True while AWS works on the deployment and somebody is to wait for it. */
    public boolean isBegun() {
        return phase == Phase.FOLLOWING;
    }

    /** True also when the update of the service may have been made, but its answer was not written down. */
    public boolean mayHaveBegun() {
        return isBegun() || phase == Phase.UPDATING;
    }

    /** True when the step has ended, while AWS goes on with the deployment, or may have begun it. */
    public boolean isLeft() {
        return left && mayHaveBegun();
    }

    /** True when its step has ended before it, whatever became of it since. */
    public boolean wasLeft() {
        return left;
    }

    /** The step ends before the deployment. Whoever follows it from now on only looks, unless AWS was asked to go back. */
    public void leave() {
        left = true;
        if (!rollback.isAsked()) {
            rollback.policy(OnFailure.LEAVE);
        }
    }

    /**
     * The step ends without a last word of AWS.
     *
     * @param word why
     */
    public void giveUp(String word) {
        lastWord = word;
        if (mayHaveBegun()) {
            leave();
        } else if (phase != Phase.ENDED) {
            phase = Phase.ENDED;
            status = Status.NOT_DEPLOYED;
        }
    }

    /** The build was aborted, and nothing was asked of AWS. What it may have begun goes on. */
    public void leaveByAbort() {
        if (phase != Phase.ENDED) {
            rollback.abort(rollback.aborted() == null ? OnAbort.LEAVE : rollback.aborted());
            giveUp("The build was aborted");
        }
    }

    /** Nobody looks any more at what AWS may have begun. */
    public void lose(String word) {
        giveUp(word);
        if (phase != Phase.ENDED) {
            phase = Phase.ENDED;
            status = Status.LEFT;
        }
    }

    public void end(Status how, Instant now) {
        status = how;
        phase = Phase.ENDED;
        times.ended(now);
    }

    /** It has failed, and this is how. Its evidence is still to be completed, so it has not ended yet. */
    public void endsBadly(Status how) {
        status = how;
        lastWord = Outcome.failure(this);
    }
}
