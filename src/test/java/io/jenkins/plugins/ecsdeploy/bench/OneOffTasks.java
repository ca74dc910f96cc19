package io.jenkins.plugins.ecsdeploy.bench;

import io.jenkins.plugins.ecsdeploy.emulator.EcsEmulator;
import io.jenkins.plugins.ecsdeploy.emulator.EmulatorClients;
import io.jenkins.plugins.ecsdeploy.emulator.tasks.TaskScene;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsAccess;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.poll.EmulatedTime;
import io.jenkins.plugins.ecsdeploy.engine.poll.Poller;
import io.jenkins.plugins.ecsdeploy.engine.render.Base;
import io.jenkins.plugins.ecsdeploy.engine.render.RenderRequest;
import io.jenkins.plugins.ecsdeploy.engine.tasks.RunTaskRequest;
import io.jenkins.plugins.ecsdeploy.engine.tasks.TaskDriver;
import io.jenkins.plugins.ecsdeploy.engine.tasks.TaskHost;
import io.jenkins.plugins.ecsdeploy.engine.tasks.TaskRecord;
import io.jenkins.plugins.ecsdeploy.engine.tasks.TaskRuntime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Task;

/** What it costs to run tasks of about five minutes and to show their logs, and how soon their ends are known. */
final class OneOffTasks implements AutoCloseable {
    /** As the SDK's waiter TasksStopped. */
    private static final Duration EACH = Duration.ofSeconds(6);

    private static final Duration RUNS = Duration.ofMinutes(5);
    private static final Duration BEGIN_WITHIN = Duration.ofSeconds(30);
    private static final Duration UNEVEN = Duration.ofSeconds(15);
    private static final int LINES = 60;

    /** What came of a wave of tasks. */
    record Wave(double callsPerTask, double lagMean, double lagAt95, int failed) {}

    private final EcsEmulator emulator = EcsEmulator.start();
    private final EmulatedTime time = new EmulatedTime(emulator.clock());
    private final AwsClients clients = new AwsClients(Optional.empty());
    private final EcsClient plain = EmulatorClients.ecs(emulator);
    private final CloudWatchLogsClient logs = EmulatorClients.logs(emulator);
    private final Random random = new Random(16);
    private final List<Double> lags = new ArrayList<>();
    private final boolean logging;
    private int failed;

    /** @param logging whether the tasks have logs that can be shown */
    OneOffTasks(boolean logging) {
        this.logging = logging;
        emulator.cluster(BenchWorld.CLUSTER);
        String driver = logging
                ? ",\"logConfiguration\":{\"logDriver\":\"awslogs\",\"options\":{\"awslogs-group\":\"g\","
                        + "\"awslogs-region\":\"eu-central-1\",\"awslogs-stream-prefix\":\"p\"}}"
                : "";
        emulator.registerTaskDefinition(
                "{\"family\":\"job\",\"containerDefinitions\":[{\"name\":\"job\",\"image\":\"i\"," + "\"memory\":128"
                        + driver + "}]}");
        emulator.service(BenchWorld.CLUSTER, "job", "job:1", 1);
    }

    static void measure(Report report) {
        for (int count : new int[] {1, 10, 100}) {
            for (boolean logging : new boolean[] {false, true}) {
                try (OneOffTasks ours = new OneOffTasks(logging);
                        OneOffTasks others = new OneOffTasks(logging)) {
                    Wave engine = ours.byEngine(count);
                    Wave pollers = others.byPollers(count);
                    String kind = "ecsRunTask, " + (logging ? "with logs" : "without logs") + ": ";
                    row(report, kind + "API calls per task", count, engine.callsPerTask(), pollers.callsPerTask());
                    row(report, kind + "lag, mean (s)", count, engine.lagMean(), pollers.lagMean());
                    row(report, kind + "lag, p95 (s)", count, engine.lagAt95(), pollers.lagAt95());
                }
            }
        }
        report.explain("ecsRunTask: tasks of 285 to 315 seconds that begin within half a minute, with " + LINES
                + " lines each where they have a log. All calls count, those for logs, too. *A poller for each* asks every "
                + EACH.toSeconds()
                + " seconds, as the SDK's waiter TasksStopped, for the task and for its log. The lag is"
                + " the time from `stoppedAt` to the end of the step.");
    }

    private static void row(Report report, String measure, int count, double engine, double pollers) {
        report.row(measure, count, List.of(Report.number(engine), Report.number(pollers)));
    }

    Wave byEngine(int count) {
        TaskRuntime runtime =
                TaskRuntime.of(time, new Poller(time, EngineWay.CALLS_PER_SECOND), EngineWay.CALLS_PER_SECOND, 1);
        return wave(count, () -> {
            RenderRequest live = RenderRequest.asItIs(new Base.LiveRevision(BenchWorld.CLUSTER, "job"));
            TaskRecord record = new TaskRecord(
                    BenchWorld.CLUSTER,
                    emulator.region(),
                    "job",
                    "bench",
                    1,
                    time.now().toEpochMilli());
            new TaskDriver(RunTaskRequest.of(BenchWorld.CLUSTER, Optional.of("job"), live), record, new Host(), runtime)
                    .start();
        });
    }

    /** Each describes its service, runs its task, and then looks at it and at its log by itself. */
    Wave byPollers(int count) {
        return wave(count, () -> {
            PollingWay.describe(plain, "job");
            String arn = plain.runTask(r -> r.cluster(BenchWorld.CLUSTER).taskDefinition("job:1"))
                    .tasks()
                    .get(0)
                    .taskArn();
            look(arn, null);
        });
    }

    private void look(String arn, String token) {
        Task task = plain.describeTasks(r -> r.cluster(BenchWorld.CLUSTER).tasks(arn))
                .tasks()
                .get(0);
        String next = logging ? read(arn, token) : token;
        if ("STOPPED".equals(task.lastStatus())) {
            ended(arn);
        } else {
            time.schedule(() -> look(arn, next), EACH);
        }
    }

    private String read(String arn, String token) {
        try {
            return logs.getLogEvents(r -> r.logGroupName("g")
                            .logStreamName("p/job/" + arn.replaceFirst(".*/", ""))
                            .startFromHead(true)
                            .nextToken(token))
                    .nextForwardToken();
        } catch (ResourceNotFoundException e) {
            return token;
        }
    }

    private Wave wave(int count, Runnable begin) {
        String[] lines = IntStream.range(0, LINES).mapToObj(i -> "line " + i).toArray(String[]::new);
        emulator.clearCalls();
        for (int i = 0; i < count; i++) {
            // Of about five minutes, but not in step with anybody's clock.
            Duration runs = RUNS.minus(UNEVEN).plusMillis(random.nextLong(2 * UNEVEN.toMillis()));
            TaskScene scene = TaskScene.succeeds().running(runs);
            emulator.tasks().next(logging ? scene.logging(lines) : scene);
            time.schedule(begin, Duration.ofMillis(random.nextLong(BEGIN_WITHIN.toMillis())));
        }
        time.passUntilIdle();
        return new Wave(
                (double) emulator.calls().size() / count,
                lags.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN),
                Percentile.of(lags, 95),
                failed + count - lags.size());
    }

    private void ended(String arn) {
        lags.add(Duration.between(emulator.tasks().stoppedAt(arn), time.now()).toMillis() / 1000.0);
    }

    @Override
    public void close() {
        logs.close();
        plain.close();
        clients.close();
        emulator.close();
    }

    private final class Host implements TaskHost {
        @Override
        public EcsApi ecs() {
            return clients.ecs(new AwsAccess(
                    emulator.region(),
                    Optional.of(emulator.endpoint()),
                    StaticCredentialsProvider.create(EmulatorClients.forSdk(emulator.credentials()))));
        }

        @Override
        public void log(String line) {
            // Nobody reads it here.
        }

        @Override
        public long shown(String prefix) {
            return -1;
        }

        @Override
        public void remember(TaskRecord record) {
            // Nobody goes on from it here.
        }

        @Override
        public void succeeded(TaskRecord record) {
            ended(record.tasks().get(0).arn());
        }

        @Override
        public void failed(RuntimeException failure) {
            failed++;
        }
    }
}
