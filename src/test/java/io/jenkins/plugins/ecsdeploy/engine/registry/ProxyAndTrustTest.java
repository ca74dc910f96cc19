package io.jenkins.plugins.ecsdeploy.engine.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.InputStream;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Proxy and trust store are those of the client that is given. */
class ProxyAndTrustTest extends RegistryTestBase {
    private static final char[] STORE = "changeit".toCharArray();

    @TempDir
    Path folder;

    /** Wants a login, and answers for the registry with 401 first, as a proxy that passes things on would. */
    private HttpServer proxy(List<String> seen) throws Exception {
        HttpServer proxy = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        proxy.createContext("/", exchange -> {
            String login = exchange.getRequestHeaders().getFirst("Proxy-Authorization");
            String authorization = exchange.getRequestHeaders().getFirst("Authorization");
            seen.add(login + " " + authorization);
            if (login == null) {
                exchange.getResponseHeaders().set("Proxy-Authenticate", "Basic realm=\"proxy\"");
            } else if (authorization == null) {
                exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"registry\"");
            } else {
                exchange.getResponseHeaders().set("Docker-Content-Digest", digest);
            }
            exchange.sendResponseHeaders(login == null ? 407 : authorization == null ? 401 : 200, -1);
            exchange.close();
        });
        proxy.start();
        return proxy;
    }

    @Test
    void aProxyThatWantsALoginGetsItsOwnAndTheRegistryItsOwn() throws Exception {
        List<String> seen = new CopyOnWriteArrayList<>();
        HttpServer proxy = proxy(seen);
        http = new RegistryHttp(HttpClient.newBuilder()
                .proxy(ProxySelector.of(proxy.getAddress()))
                .authenticator(forProxies("proxy-user", "proxy-password")));
        AllowedRegistry allowed = new AllowedRegistry("registry.example.com", Optional.empty(), true);
        Repository web =
                client(Optional.of(new RegistryLogin(USER, PASSWORD)), allowed).repository("team/web");

        assertThat(web.digest("1.0")).contains(digest);

        String proxyLogin = new RegistryLogin("proxy-user", "proxy-password").basic();
        assertThat(seen)
                .containsExactly(
                        "null null",
                        proxyLogin + " null",
                        proxyLogin + " " + new RegistryLogin(USER, PASSWORD).basic());
        proxy.stop(0);
    }

    @Test
    void aProxyThatDoesNotKnowTheLoginIsSaid() throws Exception {
        HttpServer proxy = proxy(new CopyOnWriteArrayList<>());
        http = new RegistryHttp(HttpClient.newBuilder().proxy(ProxySelector.of(proxy.getAddress())));

        assertThatThrownBy(() -> web().digest("1.0"))
                .hasMessageContaining("407")
                .hasMessageContaining("Check the proxy that Jenkins is configured with");
        proxy.stop(0);
    }

    @Test
    void aCertificateIsTrustedIfTheGivenStoreTrustsIt() throws Exception {
        KeyStore keys = keys();
        HttpsServer server = HttpsServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(serving(keys)));
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Docker-Content-Digest", digest);
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        AllowedRegistry tls =
                new AllowedRegistry("127.0.0.1:" + server.getAddress().getPort(), Optional.empty(), false);

        assertThatThrownBy(() ->
                        client(Optional.empty(), tls).repository("team/web").digest("1.0"))
                .hasMessageContaining("trusts its certificate");
        http = new RegistryHttp(HttpClient.newBuilder().sslContext(trusting(keys)));
        assertThat(client(Optional.empty(), tls).repository("team/web").digest("1.0"))
                .contains(digest);
        server.stop(0);
    }

    private static Authenticator forProxies(String user, String password) {
        return new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return getRequestorType() == RequestorType.PROXY
                        ? new PasswordAuthentication(user, password.toCharArray())
                        : null;
            }
        };
    }

    /** A key and a certificate of its own, as the JDK's tool makes them. */
    private KeyStore keys() throws Exception {
        Path file = folder.resolve("keys.p12");
        Process tool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "registry",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=127.0.0.1",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(STORE),
                        "-keystore",
                        file.toString())
                .inheritIO()
                .start();
        assertThat(tool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, STORE);
        }
        return keys;
    }

    private static SSLContext serving(KeyStore keys) throws Exception {
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, STORE);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private static SSLContext trusting(KeyStore keys) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("registry", keys.getCertificate("registry"));
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }
}
