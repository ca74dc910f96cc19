package io.jenkins.plugins.ecsdeploy.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.ecsdeploy.emulator.codedeploy.CodeDeployProtocol;
import io.jenkins.plugins.ecsdeploy.emulator.codedeploy.EmulatedCodeDeploy;
import io.jenkins.plugins.ecsdeploy.emulator.ecr.EcrProtocol;
import io.jenkins.plugins.ecsdeploy.emulator.ecr.EmulatedEcr;
import io.jenkins.plugins.ecsdeploy.emulator.loadbalancing.ElbProtocol;
import io.jenkins.plugins.ecsdeploy.emulator.references.EmulatedReferences;
import io.jenkins.plugins.ecsdeploy.emulator.references.FilesProtocol;
import io.jenkins.plugins.ecsdeploy.emulator.references.IamProtocol;
import io.jenkins.plugins.ecsdeploy.emulator.references.ParametersProtocol;
import io.jenkins.plugins.ecsdeploy.emulator.references.SecretsProtocol;
import io.jenkins.plugins.ecsdeploy.emulator.tasks.EmulatedTasks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * An Amazon ECS of one account and region on the loopback interface, with AWS CodeDeploy, Elastic Load Balancing, Amazon
 * ECR, AWS STS, CloudWatch Logs, and what task definitions refer to. A client of the AWS SDK talks to it as to AWS, given {@link #endpoint}, {@link #region}
 * and {@link #credentials}; what happens is decided by the {@link #clock}, the {@link #scene scenes} and {@link #faults}.
 *
 * <pre>{@code
 * try (EcsEmulator ecs = EcsEmulator.start()) {
 *     ecs.cluster("c1");
 *     ecs.registerTaskDefinition("{\"family\":\"web\", …}");
 *     ecs.service("c1", "web", "web:1", 2).circuitBreaker(true);
 *     ecs.scene("web", Scene.rollout(Duration.ofMinutes(2)));
 *     … ecs.clock().advance(Duration.ofMinutes(1)); … ecs.calls("UpdateService") …
 * }
 * }</pre>
 */
public final class EcsEmulator implements AutoCloseable {
    static {
        // Without it an answer, which the server writes in two pieces, waits 40 ms for the client's acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final World world;
    private final Identities identities;
    private final ActionNames actions;
    private final Faults faults;
    private final CallLog log = new CallLog();
    private final HttpServer server;
    private final ExecutorService threads;
    private final Credentials credentials;

    EcsEmulator(EmulatorBuilder builder) {
        world = new World(builder.clock, new Arns(builder.region, builder.account));
        identities = new Identities(world);
        List<Protocol> protocols = List.of(
                new EcsProtocol(world),
                new CodeDeployProtocol(world.codeDeploy),
                new ElbProtocol(world.arns, world.references),
                new EcrProtocol(world.ecr),
                new StsProtocol(world, identities),
                new LogsProtocol(world),
                new IamProtocol(world.arns, world.references),
                new SecretsProtocol(world.references),
                new ParametersProtocol(world.references),
                new FilesProtocol(world.references));
        actions = ActionNames.of(protocols);
        faults = new Faults(builder.clock, actions);
        credentials = identities.user(Identities.DEFAULT_USER, builder.accessKeyId, builder.secretAccessKey);
        Front front = new Front(world, new Authentication(world, identities), faults, log, protocols);
        AtomicInteger number = new AtomicInteger();
        threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "ecs-emulator-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), builder.port), 1024);
        } catch (IOException e) {
            throw new UncheckedIOException("The emulator cannot listen on port " + builder.port, e);
        }
        server.createContext("/", front::handle);
        server.setExecutor(threads);
        server.start();
    }

    /** Starts an emulator in eu-central-1 on a free port, with a clock that the test moves. */
    public static EcsEmulator start() {
        return builder().start();
    }

    /** Starts an emulator in eu-central-1 on a free port. */
    public static EcsEmulator start(EmulatorClock clock) {
        return builder().clock(clock).start();
    }

    /** For everything else: region, account, port, credentials. */
    public static EmulatorBuilder builder() {
        return new EmulatorBuilder();
    }

    /** Where to send requests, for ECS as for STS: http on the loopback address. */
    public URI endpoint() {
        InetSocketAddress address = server.getAddress();
        return URI.create("http://" + address.getAddress().getHostAddress() + ":" + address.getPort());
    }

    /** The region that requests must be signed for. */
    public String region() {
        return world.arns.region();
    }

    /** The account's 12 digits. */
    public String account() {
        return world.arns.account();
    }

    /** Long-term credentials of the user "jenkins", who may do everything. */
    public Credentials credentials() {
        return credentials;
    }

    /** The time inside the emulator. */
    public EmulatorClock clock() {
        return world.clock;
    }

    /** What goes wrong. */
    public Faults faults() {
        return faults;
    }

    /** Creates a cluster if it is not there; returns its ARN. */
    public String cluster(String name) {
        synchronized (world) {
            return world.clusters.computeIfAbsent(
                            name, key -> new ClusterState(key, world.arns.cluster(key), Json.array()))
                    .arn;
        }
    }

    /**
     * Registers a task definition by the rules of RegisterTaskDefinition; returns its ARN.
     *
     * @throws IllegalArgumentException if ECS would refuse the document
     */
    public String registerTaskDefinition(String json) {
        synchronized (world) {
            return refusedAsIllegal(() -> {
                ObjectNode document = Json.parse(json);
                RequestShapes.check(RequestShapes.ECS, "RegisterTaskDefinition", document);
                return world.taskDefinitions
                        .register(document, world.clock.now(), world.arns.iam("user/setup"))
                        .arn();
            });
        }
    }

    /**
     * A registered task definition as DescribeTaskDefinition shows it, as JSON text, without a recorded call.
     *
     * @throws IllegalArgumentException if there is none
     */
    public String taskDefinition(String reference) {
        synchronized (world) {
            TaskDefinitionStore.Revision revision = refusedAsIllegal(() -> world.taskDefinitions.find(reference));
            if (revision == null) {
                throw new IllegalArgumentException("There is no task definition " + reference);
            }
            return revision.document.toString();
        }
    }

    /**
     * Creates a service which has been running that revision for a while: its tasks run, its deployment is
     * completed. A network configuration is made up for a revision that needs one.
     *
     * @throws IllegalArgumentException if ECS would refuse it
     */
    public EmulatedService service(String cluster, String name, String taskDefinition, int desiredCount) {
        synchronized (world) {
            return refusedAsIllegal(
                    () -> new ServicePlacement(world).place(cluster, name, taskDefinition, desiredCount));
        }
    }

    /**
     * Creates a service which AWS CodeDeploy deploys to, and has deployed that revision to: behind a load balancer, in
     * an application and a group of the names that the console gives them. The revision needs a container with a port.
     *
     * @throws IllegalArgumentException if ECS would refuse it
     */
    public EmulatedService blueGreenService(String cluster, String name, String taskDefinition, int desiredCount) {
        return service(cluster, name, taskDefinition, desiredCount)
                .blueGreen("AppECS-" + cluster + "-" + name, "DgpECS-" + cluster + "-" + name);
    }

    /** What CodeDeploy has beside the groups of services. */
    public EmulatedCodeDeploy codeDeploy() {
        return new EmulatedCodeDeploy(world);
    }

    /** The tasks that RunTask starts. */
    public EmulatedTasks tasks() {
        return new EmulatedTasks(world);
    }

    /** What task definitions refer to: roles, secrets, parameters, files, log groups, target groups. */
    public EmulatedReferences references() {
        return new EmulatedReferences(world);
    }

    /** The repositories of images. */
    public EmulatedEcr ecr() {
        return new EmulatedEcr(world);
    }

    /**
     * From now on that image has this digest, as after a push of its tag: services that run it keep what ECS has found for
     * them. An image at {@link #ecr} has the digest that its tag has there, and any other one that is made of its name.
     */
    public void imageDigest(String image, String digest) {
        synchronized (world) {
            world.images.set(image, digest);
        }
    }

    /** A service that exists already, to be changed or looked at. */
    public EmulatedService service(String cluster, String name) {
        synchronized (world) {
            return refusedAsIllegal(() -> new EmulatedService(world, world.service(world.cluster(cluster), name)));
        }
    }

    /**
     * What deployments of all services of that name play from now on; those that run already go on as they were.
     *
     * @throws IllegalArgumentException if there is no such service
     */
    public void scene(String service, Scene scene) {
        synchronized (world) {
            List<ServiceState> services = world.allServices().stream()
                    .filter(candidate -> candidate.name.equals(service))
                    .toList();
            if (services.isEmpty()) {
                throw new IllegalArgumentException("There is no service " + service);
            }
            services.forEach(found -> found.scene = scene);
        }
    }

    /**
     * What deployments play whose task definition has a container with such an image; goes before a service's scene.
     */
    public void imageScene(Predicate<String> image, Scene scene) {
        synchronized (world) {
            world.scenes.image(image, scene);
        }
    }

    /** What deployments play for which nothing else is set; at first {@link Scene#healthy}. */
    public void defaultScene(Scene scene) {
        synchronized (world) {
            world.scenes.byDefault(scene);
        }
    }

    /** Creates a further user with keys of its own. */
    public Credentials user(String name) {
        synchronized (world) {
            return identities.newUser(name);
        }
    }

    /** Creates a user with those keys. */
    public Credentials user(String name, String accessKeyId, String secretAccessKey) {
        synchronized (world) {
            return identities.user(name, accessKeyId, secretAccessKey);
        }
    }

    /** All secret keys and session tokens that were ever given to anybody: what must be found nowhere. */
    public List<String> secrets() {
        synchronized (world) {
            return identities.secrets();
        }
    }

    /** Temporary credentials of the user "jenkins", which expire on the emulator's clock. */
    public Credentials temporaryCredentials(Duration lasts) {
        synchronized (world) {
            Caller user = identities.find(credentials.accessKeyId());
            return identities.session(user.arn(), user.userId(), lasts);
        }
    }

    /** Creates a role that every identity may assume for up to an hour (the default of IAM); returns its ARN. */
    public String role(String name) {
        return role(name, null, Duration.ofHours(1));
    }

    /** Creates a role, to be assumed with that external id (or without one, if null), for up to that time. */
    public String role(String name, String externalId, Duration maxSession) {
        synchronized (world) {
            identities.role(new Identities.Role(name, externalId, maxSession));
            return world.arns.iam("role/" + name);
        }
    }

    /** Whether services in answers carry currentServiceDeployment, as newer answers of ECS do; on at first. */
    public void currentDeploymentInAnswers(boolean present) {
        synchronized (world) {
            world.currentDeploymentInAnswers = present;
        }
    }

    /**
     * Whether lifecycleHookDetails keeps hooks that are over; on at first, as AWS's pages do not say. Off, only those are
     * shown that a deployment waits for.
     */
    public void answeredHooksInAnswers(boolean present) {
        synchronized (world) {
            world.answeredHooksInAnswers = present;
        }
    }

    /** Whether StopServiceDeployment accepts ABORT; on at first, as AWS's pages contradict each other about it. */
    public void abortKnown(boolean known) {
        synchronized (world) {
            world.abortKnown = known;
        }
    }

    /** All calls since the start or the last {@link #clearCalls}, in the order in which they were served. */
    public List<Call> calls() {
        return log.all();
    }

    /**
     * The calls of one action, in the order in which they were served.
     *
     * @throws IllegalArgumentException if the emulator has no such action
     */
    public List<Call> calls(String action) {
        return log.of(actions.known(action));
    }

    /** Forgets the calls so far. */
    public void clearCalls() {
        log.clear();
    }

    /** Is told each call when it is served; must be quick, and must not call the emulator. */
    public void onCall(Consumer<Call> listener) {
        log.listener(listener);
    }

    /** Stops listening. Calls which are held back by latency are cut. */
    @Override
    public void close() {
        world.clock.close();
        server.stop(0);
        threads.shutdownNow();
    }

    private static <T> T refusedAsIllegal(Supplier<T> work) {
        try {
            return work.get();
        } catch (AwsError e) {
            throw new IllegalArgumentException(e.code + ": " + e.getMessage(), e);
        }
    }
}
