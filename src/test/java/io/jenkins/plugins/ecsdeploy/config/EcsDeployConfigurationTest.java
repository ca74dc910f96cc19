package io.jenkins.plugins.ecsdeploy.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.XmlFile;
import hudson.model.Descriptor;
import hudson.model.Saveable;
import hudson.model.listeners.SaveableListener;
import hudson.util.FormValidation;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.ecsdeploy.QuickJenkins;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import net.sf.json.JSONObject;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;
import org.kohsuke.stapler.StaplerRequest2;

@ExtendWith(QuickJenkins.class)
class EcsDeployConfigurationTest {
    private static JenkinsRule jenkins;

    @BeforeAll
    static void start(JenkinsRule rule) {
        jenkins = rule;
    }

    @Test
    void theFormKeepsWhatIsTypedIn() throws Exception {
        EcsDeployConfiguration configuration = EcsDeployConfiguration.get();
        configuration.setEndpointUrl(" https://ecs.example.com ");
        configuration.setStsEndpointUrl("https://sts.example.com");
        configuration.setAllowControllerIdentity(true);

        jenkins.configRoundtrip();

        assertThat(EcsDeployConfiguration.get().getEndpointUrl()).isEqualTo("https://ecs.example.com");
        assertThat(EcsDeployConfiguration.get().endpoint()).contains(URI.create("https://ecs.example.com"));
        assertThat(EcsDeployConfiguration.get().stsEndpoint()).contains(URI.create("https://sts.example.com"));
        assertThat(EcsDeployConfiguration.get().isAllowControllerIdentity()).isTrue();
    }

    @Test
    void configurationAsCodeReadsAndWritesIt(@TempDir Path folder) throws Exception {
        Path yaml = folder.resolve("jenkins.yaml");
        Files.writeString(
                yaml,
                "unclassified:\n  ecsDeploy:\n    endpointUrl: http://ecs.local\n    stsEndpointUrl: http://sts.local\n"
                        + "    allowControllerIdentity: true\n");

        ConfigurationAsCode.get().configure(yaml.toString());

        assertThat(EcsDeployConfiguration.get().getEndpointUrl()).isEqualTo("http://ecs.local");
        ByteArrayOutputStream exported = new ByteArrayOutputStream();
        ConfigurationAsCode.get().export(exported);
        assertThat(exported.toString(StandardCharsets.UTF_8))
                .contains("  ecsDeploy:\n    allowControllerIdentity: true\n    endpointUrl: \"http://ecs.local\"\n"
                        + "    stsEndpointUrl: \"http://sts.local\"\n");
    }

    @Test
    void anEndpointIsAnHttpAddress() {
        EcsDeployConfiguration configuration = EcsDeployConfiguration.get();

        for (String good : new String[] {"", "https://ecs.example.com", "http://127.0.0.1:4566"}) {
            assertThat(configuration.doCheckEndpointUrl(good).kind).as(good).isEqualTo(FormValidation.Kind.OK);
        }
        for (String bad : new String[] {"ecs.example.com", "ftp://x", "https://", "not an address"}) {
            assertThat(configuration.doCheckEndpointUrl(bad).kind).as(bad).isEqualTo(FormValidation.Kind.ERROR);
            assertThat(configuration.doCheckStsEndpointUrl(bad).kind).as(bad).isEqualTo(FormValidation.Kind.ERROR);
            assertThatThrownBy(() -> configuration.setEndpointUrl(bad))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("endpointUrl '" + bad + "'");
        }
    }

    @Test
    void theFormIsTakenWholeOrNotAtAllAndSavedOnce() throws Exception {
        EcsDeployConfiguration configuration = EcsDeployConfiguration.get();
        configuration.setEndpointUrl("https://before.example.com");
        configuration.setStsEndpointUrl(null);
        JSONObject form = new JSONObject()
                .element("endpointUrl", "https://ecs.example.com")
                .element("stsEndpointUrl", "sts.example.com")
                .element("allowControllerIdentity", true);
        Saves.COUNT.set(0);

        assertThatThrownBy(() -> configuration.configure((StaplerRequest2) null, form))
                .isInstanceOfSatisfying(
                        Descriptor.FormException.class,
                        e -> assertThat(e.getFormField()).isEqualTo("stsEndpointUrl"))
                .hasMessageContaining("stsEndpointUrl 'sts.example.com'");
        assertThat(configuration.getEndpointUrl()).isEqualTo("https://before.example.com");
        assertThat(Saves.COUNT).hasValue(0);

        configuration.configure((StaplerRequest2) null, form.element("stsEndpointUrl", "https://sts.example.com"));
        assertThat(configuration.getEndpointUrl()).isEqualTo("https://ecs.example.com");
        assertThat(configuration.getStsEndpointUrl()).isEqualTo("https://sts.example.com");
        assertThat(Saves.COUNT).hasValue(1);
    }

    @TestExtension
    public static final class Saves extends SaveableListener {
        private static final AtomicInteger COUNT = new AtomicInteger();

        @Override
        public void onChange(Saveable saved, XmlFile file) {
            if (saved instanceof EcsDeployConfiguration) {
                COUNT.incrementAndGet();
            }
        }
    }

    @Test
    void theCheckIsPostedOnly() throws Exception {
        String path = "descriptorByName/" + EcsDeployConfiguration.class.getName() + "/checkEndpointUrl?value=x";
        try (JenkinsRule.WebClient client = jenkins.createWebClient().withThrowExceptionOnFailingStatusCode(false)) {
            WebRequest post = new WebRequest(client.createCrumbedUrl(path), HttpMethod.POST);

            assertThat(client.getPage(post).getWebResponse().getStatusCode()).isEqualTo(200);
            assertThat(client.goTo(path, null).getWebResponse().getStatusCode()).isBetween(400, 499);
        }
    }
}
