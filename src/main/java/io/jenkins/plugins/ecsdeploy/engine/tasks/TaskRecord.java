package io.jenkins.plugins.ecsdeploy.engine.tasks;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What is known of one run of a task, or of several alike, in plain values: enough to go on after a restart, and what the
 * step answers with. Not thread-safe: one task at a time works on it.
 */
public final class TaskRecord implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final String NOT_WHOLE =
            "What was written down of this run is not whole, so it cannot be followed. Look at the tasks of the cluster";

    private String cluster;
    private String region;
    private String service;
    private String id;
    private String startedBy;
    private int count;
    private long startedMillis;
    private long endedMillis;
    private TaskPhase phase = TaskPhase.NEW;
    private TaskStatus status = TaskStatus.IN_PROGRESS;
    private String taskDefinitionArn;
    private ArrayList<TaskContainer> planned = new ArrayList<>();
    /** Read by others while one is added: by the page of the build, and by whoever writes its file. */
    private CopyOnWriteArrayList<StartedTask> tasks = new CopyOnWriteArrayList<>();

    private RunCall call;
    private int calls;
    private String notStarted;
    private StopCause stopCause;
    private long stopMillis;
    private String lastWord;

    /**
     * @param service whose place the tasks take; {@code null}: none
     * @param who runs them, for people who look at the tasks at ECS
     */
    public TaskRecord(String cluster, String region, String service, String who, int count, long startedMillis) {
        this.cluster = cluster;
        this.region = region;
        this.service = service;
        this.count = count;
        this.startedMillis = startedMillis;
        this.id = UUID.randomUUID().toString().replace("-", "");
        this.startedBy = StartedBy.of(who, id);
    }

    /** Fills in what another version of this program did not write down, or wrote in a way that cannot be read. */
    private Object readResolve() {
        planned = planned == null ? new ArrayList<>() : planned;
        tasks = tasks == null ? new CopyOnWriteArrayList<>() : tasks;
        boolean whole = cluster != null
                && region != null
                && id != null
                && startedBy != null
                && phase != null
                && status != null
                && (phase != TaskPhase.REGISTERED || taskDefinitionArn != null);
        if (!whole) {
            phase = TaskPhase.ENDED;
            status = tasks.isEmpty() && call == null ? TaskStatus.NOT_STARTED : TaskStatus.UNKNOWN;
            lastWord = NOT_WHOLE;
        }
        return this;
    }

    public String cluster() {
        return cluster;
    }

    public String region() {
        return region;
    }

    /** Whose place the tasks take, or {@code null}. */
    public String service() {
        return service;
    }

    /** What ECS shows of who has started the tasks; that of no other run. */
    public String startedBy() {
        return startedBy;
    }

    public int count() {
        return count;
    }

    public Instant started() {
        return Instant.ofEpochMilli(startedMillis);
    }

    public Optional<Duration> duration() {
        return endedMillis == 0 ? Optional.empty() : Optional.of(Duration.ofMillis(endedMillis - startedMillis));
    }

    public TaskPhase phase() {
        return phase;
    }

    void phase(TaskPhase reached) {
        phase = reached;
    }

    public TaskStatus status() {
        return status;
    }

    /** The revision that is run; {@code null} before it is known. */
    public String taskDefinitionArn() {
        return taskDefinitionArn;
    }

    void revision(String arn) {
        taskDefinitionArn = arn;
        phase = TaskPhase.REGISTERED;
    }

    /** The containers that each task has. */
    void plan(List<TaskContainer> containers) {
        planned = new ArrayList<>(containers);
    }

    List<TaskContainer> planned() {
        return List.copyOf(planned);
    }

    /** All that ECS has accepted, those that another has taken the place of, too. */
    public List<StartedTask> tasks() {
        return List.copyOf(tasks);
    }

    /** Those whose ends count. */
    List<StartedTask> current() {
        return tasks.stream().filter(task -> !task.isReplaced()).toList();
    }

    /** How many are still to be started. */
    int missing() {
        return count - current().size();
    }

    void started(String arn, Instant now) {
        if (tasks.stream().noneMatch(task -> task.arn().equals(arn))) {
            tasks.add(new StartedTask(arn, planned, now));
        }
    }

    /** The call of RunTask that may have been made and whose answer is not known, or {@code null}. */
    RunCall call() {
        return call;
    }

    /** A call with a token of its own, for all that are missing. */
    void begin(Instant now) {
        calls++;
        call = new RunCall(id + "-" + calls, missing(), now);
    }

    /** The call was not made after all. */
    void beginNot() {
        call = null;
        calls--;
    }

    /** What came of the call is known, and in the tasks. */
    void answered() {
        call = null;
    }

    /** Why no more tasks are started, or {@code null}. */
    String notStarted() {
        return notStarted;
    }

    void notStarted(String why) {
        notStarted = why;
    }

    /** Whether tasks are still to be started, as far as that depends on what is known here. */
    boolean mayStart() {
        return phase != TaskPhase.ENDED && notStarted == null && stopCause == null && (missing() > 0 || call != null);
    }

    /** Why the tasks are being stopped, if they are. */
    Optional<StopCause> stopCause() {
        return Optional.ofNullable(stopCause);
    }

    boolean isStopping() {
        return stopCause != null;
    }

    Instant stopSince() {
        return Instant.ofEpochMilli(stopMillis);
    }

    void stop(StopCause cause, Instant now) {
        stopCause = cause;
        stopMillis = now.toEpochMilli();
    }

    /** What the step failed with, or {@code null}. */
    public String lastWord() {
        return lastWord;
    }

    /**
     * Nobody can go on with it.
     *
     * @param word why
     */
    public void giveUp(String word) {
        TaskEnd.leave(this, new EngineException(word), Instant.now());
    }

    /** @param word what the step fails with; {@code null} if it does not */
    void end(TaskStatus how, String word, Instant now) {
        phase = TaskPhase.ENDED;
        status = how;
        lastWord = word;
        endedMillis = now.toEpochMilli();
    }
}
