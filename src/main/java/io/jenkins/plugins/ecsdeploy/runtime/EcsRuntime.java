package io.jenkins.plugins.ecsdeploy.runtime;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.init.Terminator;
import hudson.model.Run;
import hudson.security.ACL;
import hudson.util.DaemonThreadFactory;
import hudson.util.NamingThreadFactory;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.engine.aws.HttpProxy;
import io.jenkins.plugins.ecsdeploy.engine.aws.session.Sessions;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentRuntime;
import io.jenkins.plugins.ecsdeploy.engine.deployment.ServiceTurns;
import io.jenkins.plugins.ecsdeploy.engine.deployment.codedeploy.CodeDeployControllerType;
import io.jenkins.plugins.ecsdeploy.engine.deployment.ecs.EcsControllerType;
import io.jenkins.plugins.ecsdeploy.engine.poll.Poller;
import io.jenkins.plugins.ecsdeploy.engine.poll.PoolScheduler;
import io.jenkins.plugins.ecsdeploy.engine.poll.Scheduler;
import io.jenkins.plugins.ecsdeploy.engine.tasks.TaskRuntime;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import jenkins.security.FIPS140;
import jenkins.security.ImpersonatingExecutorService;
import jenkins.security.ImpersonatingScheduledExecutorService;
import jenkins.util.SystemProperties;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionList;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** The plugin's own threads and AWS clients, shared by all builds. */
@Extension
public class EcsRuntime {
    private static final Logger LOGGER = Logger.getLogger(EcsRuntime.class.getName());
    /** How many calls to AWS run at once, and how many tags are moved at once; all other work waits without a thread. */
    private static final int THREADS = SystemProperties.getInteger("io.jenkins.plugins.ecsdeploy.threads", 8);

    /** How many calls a second the looks at running deployments may take of what AWS allows an identity in a region. */
    private static final double CALLS_PER_SECOND = aboveZero("callsPerSecond", 5);

    /** How many times as often as by default they are made. */
    private static final double POLL_PACE = aboveZero("pollPace", 1);

    /** So long tasks may go on when Jenkins stops: enough for a call to AWS and a save, and no more than Pipeline takes. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    /** How many pieces of work may wait for agents at once. */
    private static final int AGENT_THREADS = 16;

    /** One that is dead keeps these until its channel is closed. */
    private static final int THREADS_OF_ONE_AGENT = 4;

    /** Longer than a healthy agent takes for a small file over a slow line. */
    private static final Duration AGENT_ANSWERS_WITHIN = Duration.ofMinutes(1);

    private final ServiceTurns turns = new ServiceTurns();
    private final PoolScheduler scheduler = new PoolScheduler(pool("ecs-deploy"));
    private final PoolScheduler registryThreads = new PoolScheduler(pool("ecs-deploy-registries"));
    private final ExecutorService agentThreads = agentThreads();
    private final AgentWork agents = new AgentWork(agentThreads, THREADS_OF_ONE_AGENT, scheduler, AGENT_ANSWERS_WITHIN);
    private final DeploymentRuntime deployments = new DeploymentRuntime(
            scheduler,
            new Poller(scheduler, CALLS_PER_SECOND, POLL_PACE),
            List.of(new EcsControllerType(), new CodeDeployControllerType()));
    private final TaskRuntime tasks = TaskRuntime.of(scheduler, deployments.poller(), CALLS_PER_SECOND, POLL_PACE);
    private final Sessions sessions = new Sessions(scheduler::now);
    private final Map<Run<?, ?>, Set<String>> uses = new WeakHashMap<>();
    private AwsClients clients;
    private Optional<HttpProxy> proxyOfClients;

    public static EcsRuntime get() {
        return ExtensionList.lookupSingleton(EcsRuntime.class);
    }

    /** Time, and threads that may block on AWS. */
    public Scheduler scheduler() {
        return scheduler;
    }

    /** The threads of the scheduler, for what is to be done at once. */
    public Executor threads() {
        return task -> scheduler.schedule(task, Duration.ZERO);
    }

    /** Threads that may block on registries: one that hangs keeps no deployment from being looked at. */
    public Executor registryThreads() {
        return task -> registryThreads.schedule(task, Duration.ZERO);
    }

    /** Whatever has to wait for an agent. */
    public AgentWork agents() {
        return agents;
    }

    /** What all deployments of this Jenkins share. */
    public DeploymentRuntime deployments() {
        return deployments;
    }

    /** What all runs of one-off tasks share: with the deployments what looks at ECS, and by themselves what reads logs. */
    public TaskRuntime tasks() {
        return tasks;
    }

    /** Which builds deploy to which service now, and which wait for that, by their externalizable ids. */
    public ServiceTurns turns() {
        return turns;
    }

    /** The roles that builds have assumed, in memory alone. */
    public Sessions sessions() {
        return sessions;
    }

    /**
     * Whether a build uses something for the first time since Jenkins was started: noting a use writes a file, and a
     * build that waits asks for its credentials every few seconds.
     */
    public boolean isFirstUse(Run<?, ?> run, String used) {
        synchronized (uses) {
            return uses.computeIfAbsent(run, any -> new HashSet<>()).add(used);
        }
    }

    /** The clients for the proxy that Jenkins has now. */
    public synchronized AwsClients clients() {
        Optional<HttpProxy> proxy = JenkinsProxy.now();
        if (clients == null) {
            clients = new AwsClients(proxy, FIPS140.useCompliantAlgorithms());
        } else if (!proxy.equals(proxyOfClients)) {
            clients.proxy(proxy);
        }
        proxyOfClients = proxy;
        return clients;
    }

    /**
     * True from when Jenkins stops. What fails from then on has most likely been interrupted, so it must not be told: the
     * build goes on after the restart.
     */
    public boolean isStopping() {
        return scheduler.isStopping();
    }

    /**
     * Ends the step, unless Jenkins stops: then it goes on after the restart.
     *
     * @param failure as the build's log is to show it
     */
    public void fail(StepContext context, Throwable failure) {
        if (!isStopping()) {
            context.onFailure(failure);
        }
    }

    /** Not before Pipeline has suspended its builds and written them down, for what is done until then belongs to that. */
    @Terminator(requires = FlowExecutionList.EXECUTIONS_SUSPENDED)
    public static void stop() {
        EcsRuntime runtime = get();
        runtime.scheduler.stop(GRACE);
        runtime.registryThreads.stop(GRACE);
        runtime.agentThreads.shutdownNow();
        runtime.close();
    }

    private synchronized void close() {
        if (clients != null) {
            clients.close();
            clients = null;
        }
    }

    private static double aboveZero(String property, double byDefault) {
        String name = "io.jenkins.plugins.ecsdeploy." + property;
        String set = SystemProperties.getString(name, String.valueOf(byDefault));
        try {
            double value = Double.parseDouble(set);
            if (value > 0) {
                return value;
            }
        } catch (NumberFormatException e) {
            // As one that is not above zero.
        }
        LOGGER.warning(() -> name + " is " + set + ", expected a number above zero; using " + byDefault);
        return byDefault;
    }

    private static ScheduledExecutorService pool(String name) {
        ScheduledThreadPoolExecutor threads =
                new ScheduledThreadPoolExecutor(THREADS, new NamingThreadFactory(new DaemonThreadFactory(), name));
        threads.setKeepAliveTime(1, TimeUnit.MINUTES);
        threads.allowCoreThreadTimeOut(true);
        threads.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        // What a build may do is decided when its credentials are looked up for its run, not by the thread.
        return new ImpersonatingScheduledExecutorService(threads, ACL.SYSTEM2);
    }

    private static ExecutorService agentThreads() {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                AGENT_THREADS,
                AGENT_THREADS,
                1,
                TimeUnit.MINUTES,
                new LinkedBlockingQueue<>(),
                new NamingThreadFactory(new DaemonThreadFactory(), "ecs-deploy-agents"));
        threads.allowCoreThreadTimeOut(true);
        return new ImpersonatingExecutorService(threads, ACL.SYSTEM2);
    }
}
