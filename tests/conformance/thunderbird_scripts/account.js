// An account that receives nothing by itself and sends to a server on this machine.
const [address, smtpPort] = args;
const { MailServices } = ChromeUtils.importESModule(
  "resource:///modules/MailServices.sys.mjs",
);
const { cal } = ChromeUtils.importESModule("resource:///modules/calendar/calUtils.sys.mjs");

MailServices.accounts.createLocalMailAccount();
const server = MailServices.accounts.createIncomingServer("reader", "localhost", "pop3");
server.loginAtStartUp = false;
server.doBiff = false;
server.valid = true;

const outgoing = MailServices.outgoingServer.createServer("smtp");
outgoing.QueryInterface(Ci.nsISmtpServer);
outgoing.hostname = "127.0.0.1";
outgoing.port = smtpPort;
outgoing.authMethod = 1; // none
outgoing.socketType = 0; // plain
MailServices.outgoingServer.defaultServer = outgoing;

const identity = MailServices.accounts.createIdentity();
identity.email = address;
identity.fullName = "Reader";
identity.doFcc = false;
identity.smtpServerKey = outgoing.key;
identity.valid = true;

const account = MailServices.accounts.createAccount();
account.incomingServer = server;
account.addIdentity(identity);
MailServices.accounts.defaultAccount = account;

const [calendar] = cal.manager.getCalendars();
calendar.setProperty("disabled", false);
calendar.setProperty("imip.identity.key", identity.key);
