package io.jenkins.plugins.ecsdeploy.arguments;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.AbstractFolder;
import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.jenkins.plugins.awscredentials.AWSCredentialsImpl;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.model.AutoCompletionCandidates;
import hudson.model.Descriptor;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.User;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.ecsdeploy.QuickJenkins;
import io.jenkins.plugins.ecsdeploy.targets.EcsTargets;
import io.jenkins.plugins.ecsdeploy.targets.GlobalTarget;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.List;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.verb.POST;
import org.springframework.security.access.AccessDeniedException;

/**
 * All methods behind our forms, whichever there are: they are called by POST alone, and tell nothing to who may only look at
 * a job. The rules are those of Jenkins' security scan (jenkins/csrf, jenkins/no-permission-check).
 */
@ExtendWith(QuickJenkins.class)
class FormMethodsTest {
    private static final String WRONG = "no such thing: [";

    private static JenkinsRule jenkins;
    private static Folder folder;
    private static FreeStyleProject job;

    @BeforeAll
    static void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        folder = jenkins.createProject(Folder.class, "team");
        job = folder.createProject(FreeStyleProject.class, "deploy");
        jenkins.createFreeStyleProject("hidden-job");
        GlobalTarget target = new GlobalTarget("hidden-target");
        target.setRegion("eu-central-1");
        EcsTargets.get().setTargets(List.of(target));
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new AWSCredentialsImpl(
                        CredentialsScope.GLOBAL, "hidden-credentials", "AKIAIOSFODNN7EXAMPLE", "secret", ""));
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Jenkins.READ)
                .everywhere()
                .to("reader")
                .grant(Item.READ)
                .onItems(folder, job)
                .to("reader"));
    }

    @Test
    void eachIsCalledByPostAlone() {
        List<Method> methods = methods().toList();

        assertThat(methods).hasSizeGreaterThan(40);
        assertThat(methods)
                .filteredOn(method -> !method.isAnnotationPresent(POST.class))
                .isEmpty();
    }

    @Test
    void verdictsAreForThoseWhoMayChangeSomething() {
        assertThat(verdicts("reader", job)).isNotEmpty().containsOnly("OK");
        assertThat(verdicts("admin", job)).filteredOn("ERROR"::equals).hasSizeGreaterThan(15);
    }

    /** Jenkins checks every field when it shows a form, and nobody has done anything wrong by then. */
    @Test
    void anEmptyFormShowsNoError() {
        List<String> kinds = answers("admin", job, "")
                .filter(answer -> answer instanceof FormValidation)
                .map(answer -> ((FormValidation) answer).kind.name())
                .toList();

        assertThat(kinds).hasSizeGreaterThan(40).containsOnly("OK");
    }

    @Test
    void listsNameNothingToThoseWhoMayOnlyLook() {
        for (Item place : new Item[] {null, job}) {
            assertThat(texts("reader", place)).isNotEmpty().noneMatch(text -> text.contains("hidden-"));
        }
        assertThat(texts("admin", job)).anyMatch(text -> text.contains("hidden-credentials"));
        assertThat(texts("admin", null))
                .anyMatch(text -> text.contains("hidden-target"))
                .anyMatch(text -> text.contains("hidden-job"));
    }

    private static Stream<Method> methods() {
        return descriptors()
                .flatMap(descriptor -> Stream.of(descriptor.getClass().getMethods()))
                .filter(FormMethodsTest::isOurs)
                .distinct();
    }

    private static Stream<Descriptor<?>> descriptors() {
        return jenkins.jenkins.getExtensionList(Descriptor.class).stream()
                .<Descriptor<?>>map(descriptor -> descriptor)
                .filter(descriptor -> isOurs(descriptor.getClass()));
    }

    private static boolean isOurs(Method method) {
        return isOurs(method.getDeclaringClass())
                && !Modifier.isStatic(method.getModifiers())
                && !method.isBridge()
                && method.getName().matches("do[A-Z].*");
    }

    private static boolean isOurs(Class<?> type) {
        return type.getName().startsWith("io.jenkins.plugins.ecsdeploy.");
    }

    private static List<String> verdicts(String user, Item place) {
        return answers(user, place, WRONG)
                .filter(answer -> answer instanceof FormValidation)
                .map(answer -> ((FormValidation) answer).kind.name())
                .toList();
    }

    private static List<String> texts(String user, Item place) {
        return Stream.of("**", "hidden", WRONG)
                .flatMap(value -> answers(user, place, value))
                .flatMap(FormMethodsTest::texts)
                .toList();
    }

    private static Stream<String> texts(Object answer) {
        if (answer instanceof ListBoxModel list) {
            // The value that the form has already is no news to it.
            return list.stream().map(option -> option.value).filter(value -> !value.equals("hidden"));
        }
        if (answer instanceof AutoCompletionCandidates candidates) {
            return candidates.getValues().stream();
        }
        return Stream.of(String.valueOf(((FormValidation) answer).getMessage()).replace("&#039;hidden&#039;", ""));
    }

    /** What all methods answer to that user, with the value for all that is typed in. */
    private static Stream<Object> answers(String user, Item place, String value) {
        return descriptors()
                .flatMap(descriptor -> Stream.of(descriptor.getClass().getMethods())
                        .filter(FormMethodsTest::isOurs)
                        .flatMap(method -> {
                            try (ACLContext ignored =
                                    ACL.as2(User.getById(user, true).impersonate2())) {
                                return Stream.of(method.invoke(descriptor, arguments(method, place, value)));
                            } catch (InvocationTargetException e) {
                                if (e.getCause() instanceof AccessDeniedException) {
                                    return Stream.of();
                                }
                                // Tests of connections read the whole form, which is not there.
                                assertThat(user)
                                        .as(method + ": " + e.getCause())
                                        .isEqualTo("admin");
                                return Stream.of();
                            } catch (IllegalAccessException e) {
                                throw new AssertionError(e);
                            }
                        }));
    }

    private static Object[] arguments(Method method, Item place, String value) {
        return Stream.of(method.getParameters())
                .map(parameter -> argument(parameter, place, value))
                .toArray();
    }

    private static Object argument(Parameter parameter, Item place, String value) {
        if (!parameter.isAnnotationPresent(AncestorInPath.class)) {
            return parameter.getType() == boolean.class
                    ? Boolean.FALSE
                    : parameter.getType() == String.class ? value : null;
        }
        if (AbstractFolder.class.isAssignableFrom(parameter.getType()) || parameter.getType() == ItemGroup.class) {
            return place == null ? (parameter.getType() == ItemGroup.class ? jenkins.jenkins : null) : folder;
        }
        return place;
    }
}
