"""What pages say that stand in the place of a policy: phrases by kind, in twelve languages; parts of regular expressions.

``claims``: what such a page says of itself. ``calls``: what it wants of who sees it, here and now; a policy does not
speak so. ``labels``: whole lines, those of fields and buttons.
"""

# A line for each language; it would be longer by half if none were long.
# ruff: noqa: E501
# fmt: off

CHALLENGE = {
    "claims": (
        r"(?:check|verify|confirm|mak(?:e|ing) sure|prove|ensur)\w* (?:that )?(?:you|you're|you are|it is|it's)\b.{0,20}(?:human|person|robot|bot\b|real)",
        r"checking (?:if|that|whether|your browser|the site connection|your connection)", r"security (?:check|verification)",
        r"unusual (?:traffic|activity)", r"(?:this|your) (?:process|browser) (?:is automatic|will redirect)", r"ddos protection",
        r"needs to review the security", r"attention required", r"one (?:more )?(?:moment|step)", r"just a (?:moment|second)",
        r"are you (?:a )?(?:human|robot)", r"not a robot", r"ray id", r"think (?:that )?you (?:are|were|might be) a (?:ro)?bot", r"(?:you have been|you were|been) blocked", r"automated (?:requests|queries|access)",
        r"access (?:is |to this page has been |has been )?(?:denied|blocked)", r"performance (?:&|and) security by",
        r"überprüf\w+ .{0,30}(?:mensch|browser|verbindung)", r"(?:mensch|kein roboter|keine? (?:bot|maschine))\b.{0,20}(?:sind|bist)?", r"sicherheits(?:über)?prüfung",
        r"ungewöhnliche[rn]? (?:datenverkehr|zugriff)", r"einen (?:moment|augenblick)", r"zugriff (?:wurde )?(?:verweigert|gesperrt)",
        r"(?:vérifi|assur)\w+ que vous (?:êtes|n'êtes)", r"(?:êtes|pas) un (?:humain|robot)", r"vérification de (?:sécurité|votre navigateur)", r"un instant", r"trafic inhabituel", r"accès (?:refusé|bloqué)",
        r"(?:verific|comprob|confirm|asegur)\w+ que (?:eres|es|usted es|no eres|no es|você)", r"no (?:soy|eres|es) un robot", r"verificación de seguridad", r"un momento", r"tráfico inusual", r"acceso denegado",
        r"(?:verific|controll)\w+ (?:che|del|il|la) .{0,20}(?:umano|persona|robot|browser|connessione)", r"non sei un robot", r"controllo di sicurezza", r"un attimo", r"accesso negato", r"traffico insolito",
        r"(?:você|é) (?:é )?(?:um )?(?:humano|robô)", r"verificação de segurança", r"só um momento", r"um momento", r"acesso negado", r"tráfego incomum", r"verificando",
        r"(?:controle|controleren|bevestig|zeker)\w*.{0,30}(?:mens bent|geen robot|browser|verbinding)", r"beveiligingscontrole", r"een (?:ogenblik|moment)", r"toegang geweigerd", r"ongebruikelijk verkeer",
        r"(?:sprawdza|potwierdź|weryfik)\w*.{0,40}(?:człowiek|robot|przeglądark)", r"nie jesteś robotem", r"kontrola bezpieczeństwa", r"chwil[ęa]", r"odmowa dostępu", r"nietypowy ruch",
        r"(?:провер|подтверд)\w+.{0,40}(?:человек|робот|браузер|соединени)", r"не робот", r"проверка безопасности", r"подождите", r"доступ (?:запрещ|огранич)\w+", r"необычн\w+ трафик",
        r"ロボットでは(?:ない|ありません)", r"人間であること", r"セキュリティ(?:チェック|の確認)", r"しばらくお待ち", r"ブラウザを確認", r"アクセスが(?:拒否|制限)", r"通常と異なるトラフィック",
        r"(?:验证|驗證|确认|確認).{0,8}(?:真人|人类|人類|机器人|機器人)", r"安全(?:检查|验证|檢查|驗證)", r"请稍候|請稍候|请稍等|稍等片刻", r"(?:检查|檢查).{0,6}(?:浏览器|瀏覽器)", r"访问被(?:拒绝|阻止)|異常流量|异常流量",
        r"(?:사람|로봇이 아닌|로봇이 아님).{0,8}(?:확인|인증)", r"보안 (?:확인|검사|검증)", r"잠시만 기다", r"브라우저를 (?:확인|검사)", r"접근이 (?:거부|차단)", r"비정상적인 트래픽",
    ),
    "calls": (
        r"(?:enable|turn on|activate|allow) (?:javascript|cookies|js)\b", r"(?:reload|refresh) (?:this|the) page", r"please (?:wait|stand by|verify|complete|confirm|enable|turn|unblock)", r"to (?:continue|proceed)\b",
        r"complete the (?:security |action|captcha|check|puzzle)", r"(?:press|click|tick|tap|slide|drag)\b.{0,30}(?:hold|box|below|button|slider|right)", r"select all (?:images|squares)", r"type the (?:characters|letters|words)",
        r"one moment,? please|just a (?:moment|second)|hang on", r"you (?:don't|do not) have permission", r"before (?:you )?(?:continu|proceed|access|reload)\w+", r"please allow|allow up to", r"why (?:have i|was i|am i|did this)", r"unable to access", r"(?:re)?gain access",
        r"(?:aktivieren|schalten|erlauben) sie .{0,30}(?:javascript|cookies)", r"laden sie .{0,20}seite (?:erneut|neu)", r"bitte (?:warten|bestätigen|aktivieren|haben|lösen|klicken)", r"um fortzufahren",
        r"(?:activez|autorisez|activer) .{0,20}(?:javascript|cookies)", r"(?:rechargez|actualisez) (?:la|cette) page", r"veuillez (?:patienter|confirmer|activer|vérifier|compléter|cocher|résoudre)", r"pour continuer|pour accéder",
        r"(?:active|habilite|activa) .{0,20}(?:javascript|cookies)", r"(?:recargue|recarga|actualice) (?:la|esta) página", r"(?:por favor,? )?(?:espere|espera|confirme|complete|marque|resuelva)\b", r"para (?:continuar|acceder)",
        r"(?:attiva|abilita|attivare|abilitare) .{0,20}(?:javascript|cookie)", r"ricarica\w* (?:la|questa) pagina", r"(?:attendi|attendere|conferma|completa|premi)\b", r"per (?:continuare|procedere)",
        r"(?:ative|habilite) .{0,20}(?:javascript|cookies)", r"recarregue (?:a|esta) página", r"(?:aguarde|confirme|conclua|marque)\b",
        r"(?:schakel|zet) .{0,20}(?:javascript|cookies)", r"laad (?:de|deze) pagina", r"even geduld|wacht\b", r"om (?:verder te gaan|door te gaan)",
        r"włącz .{0,20}(?:javascript|cookie)", r"odśwież (?:tę )?stronę", r"(?:proszę )?(?:czekać|poczekaj|zaczekaj|potwierdź)", r"aby kontynuować",
        r"включите .{0,20}(?:javascript|cookie)", r"(?:обновите|перезагрузите) страницу", r"подождите|подтвердите", r"чтобы продолжить",
        r"(?:javascript|cookie|クッキー).{0,12}(?:有効|オン)にして", r"(?:再読み込み|更新)してください", r"お待ちください|続行するには|続けるには|確認してください|チェックを入れ",
        r"(?:启用|啟用|开启|開啟|打开).{0,4}(?:javascript|cookie)", r"(?:刷新|重新加载|重新整理).{0,4}(?:页面|頁面|本页)", r"请(?:稍候|稍等|完成|点击|勾选)|請(?:稍候|完成|點擊|勾選)|以继续|才能继续|拖动滑块",
        r"(?:javascript|쿠키).{0,10}(?:활성화|켜|사용)", r"(?:새로 ?고침|다시 불러)", r"기다려 ?주|계속하려면|완료해 ?주|체크해 ?주",
    ),
    "labels": (r"ray id:? ?\w*", r"verify|continue|i'm not a robot|weiter|continuer|continuar|继续|続ける|계속"),
}

SIGN_IN = {
    "claims": (
        r"forg[eo]t(?:ten)? (?:your )?(?:password|username)", r"(?:don't|do not) have an account|new (?:here|to)\b|no account", r"create (?:an|a new|your) account", r"by (?:signing|logging) in", r"keep me (?:signed|logged) in|remember me|stay signed in", r"(?:session|login) (?:has )?(?:expired|timed out)", r"single sign-on|\bsso\b", r"(?:sign|log) in (?:with|to)\b", r"you (?:must|need to|have to) (?:be )?(?:sign|log)\w* in", r"(?:members|subscribers|staff|employees) only",
        r"passwort vergessen", r"(?:noch )?kein konto", r"(?:konto|neu) (?:erstellen|anlegen|registrieren)", r"angemeldet bleiben", r"sitzung (?:ist )?abgelaufen", r"mit .{0,20}anmelden", r"nur für (?:mitglieder|angemeldete)", r"müssen sich anmelden|müssen angemeldet",
        r"mot de passe oublié", r"pas (?:encore )?de compte|créer un compte", r"(?:rester|garder) .{0,10}connecté|se souvenir de moi", r"session (?:a )?expir", r"(?:se )?connecte[rz](?:-vous)? (?:avec|à)", r"réservé aux (?:membres|abonnés)",
        r"olvid\w+ (?:su|tu|la) contraseña|contraseña olvidada", r"(?:no tiene|no tienes|sin) .{0,6}cuenta|crear (?:una )?cuenta", r"(?:recordarme|mantener .{0,10}sesión)", r"sesión (?:ha )?(?:caducado|expirado)", r"(?:debe|debes|tiene que) iniciar sesión",
        r"(?:hai dimenticato|dimenticat\w+) (?:la )?password|password dimenticata", r"non hai .{0,6}account|crea (?:un )?account", r"ricordami|resta connesso", r"sessione (?:è )?scaduta",
        r"esquec\w+ (?:a|sua|minha) senha", r"(?:não tem|sem) .{0,6}conta|criar (?:uma )?conta", r"lembrar de mim|manter conectado", r"sessão (?:foi )?expir",
        r"wachtwoord vergeten", r"(?:nog )?geen account|account aanmaken", r"ingelogd blijven|onthoud mij", r"sessie (?:is )?verlopen",
        r"(?:nie pamiętasz|zapomniał\w*|przypomnij) .{0,4}hasł", r"nie masz .{0,6}konta|(?:utwórz|załóż) konto", r"zapamiętaj mnie|nie wylogowuj", r"sesja wygasła",
        r"забыли пароль", r"нет (?:аккаунта|учётной записи|учетной записи)|создать (?:аккаунт|учётную запись)", r"запомнить меня|оставаться в системе", r"сессия истекла|сеанс истёк",
        r"パスワードを(?:お忘れ|忘れた)", r"アカウントを(?:作成|お持ちでない)|新規(?:登録|会員)", r"ログイン(?:状態を保持|したまま)", r"セッション.{0,6}切れ",
        r"忘记密码|忘記密碼", r"(?:没有|沒有)(?:账号|帐号|账户|帳號|帳戶)|(?:注册|註冊)(?:账号|新用户|帳號)", r"记住我|記住我|保持登录|保持登入", r"(?:会话|登录)已(?:过期|失效)",
        r"비밀번호(?:를)? (?:찾기|잊)", r"계정이 없|회원 ?가입|계정 만들기", r"로그인 (?:상태 유지|유지)", r"세션이 만료",
    ),
    "calls": (
        r"(?:please )?(?:sign|log) ?in (?:to (?:continue|view|access|your|see)|with your|below|again|first)", r"enter your (?:email|username|password|e-mail|user name|phone|credentials)", r"to (?:continue|view this|access this|see this)\b", r"please (?:sign|log|enter)",
        r"(?:bitte )?melden sie sich .{0,40}an\b|bitte (?:anmelden|einloggen)", r"geben sie (?:ihre|ihr|ihren)\b.{0,40}ein\b", r"um .{0,30}(?:fortzufahren|zu sehen|zu lesen)",
        r"(?:veuillez )?(?:vous connecter|connectez-vous|vous identifier|identifiez-vous)", r"(?:saisissez|entrez|saisir) (?:votre|vos)", r"pour (?:continuer|accéder)",
        r"inici[ae] sesión|iniciar sesión para", r"(?:introduzca|introduce|ingrese|ingresa|escriba) (?:su|tu)", r"para (?:continuar|acceder|ver)",
        r"acced\w+ (?:per|al tuo|con)\b|effettua (?:il login|l'accesso)", r"inserisci (?:la|il|i) tu", r"per (?:continuare|accedere|proseguire)",
        r"(?:faça|fazer) login|(?:entre|inicie sessão) (?:para|na|com)", r"(?:digite|insira|informe) (?:seu|sua|o seu|a sua)", r"para (?:continuar|acessar|aceder)",
        r"log (?:in|eerst in|opnieuw in)\b.{0,20}(?:verder|om)|meld je aan|meld u aan", r"(?:voer|vul) .{0,30} in\b", r"om (?:verder te gaan|door te gaan)",
        r"zaloguj się", r"(?:podaj|wpisz|wprowadź) (?:swój|swoje|adres|hasło|login)", r"aby (?:kontynuować|zobaczyć)",
        r"войдите|авторизуйтесь|выполните вход", r"введите (?:ваш|свой|адрес|пароль|логин|номер)", r"чтобы продолжить",
        r"ログインしてください|サインインしてください|ログインが必要", r"(?:入力して(?:ください)?)", r"続行するには|続けるには",
        r"请(?:先)?(?:登录|登陆)|請(?:先)?登入|登录后|登入後", r"(?:请)?输入(?:您的)?(?:密码|用户名|账号|手机|邮箱)|(?:請)?輸入(?:您的)?(?:密碼|帳號)", r"以继续|以繼續",
        r"로그인(?:해 ?주세요|하세요|이 필요|하려면|하십시오|해야)", r"입력(?:해 ?주세요|하세요|하십시오)", r"계속하려면",
    ),
    "labels": (
        r"(?:sign|log) ?in|login|log on|sign up|register|password|e-?mail(?: address)?|user ?name|next|continue|submit|(?:continue|sign in|log in) with \w+|show password|or|help|(?:can't|trouble|problems?) .{0,12}(?:account|log\w*|sign\w*)(?: in)?|use your .{0,20}account|join(?: now)?|(?:e-?mail|phone)\b.{0,30}\b(?:phone|user ?name|skype|number)",
        r"anmelden|anmeldung|einloggen|registrieren|passwort|kennwort|benutzername|e-mail-adresse|weiter|oder",
        r"connexion|se connecter|s'identifier|s'inscrire|mot de passe|identifiant|adresse e-?mail|suivant|ou",
        r"iniciar sesión|acceder|entrar|registrarse|contraseña|usuario|nombre de usuario|correo electrónico|siguiente|o",
        r"accedi|accesso|registrati|nome utente|indirizzo e-?mail|avanti", r"fazer login|iniciar sessão|senha|palavra-passe|usuário|cadastre-se|avançar",
        r"inloggen|aanmelden|registreren|wachtwoord|gebruikersnaam|e-mailadres|volgende", r"zaloguj(?: się)?|logowanie|hasło|login|nazwa użytkownika|adres e-mail|zarejestruj się|dalej",
        r"войти|вход|пароль|логин|имя пользователя|электронная почта|регистрация|далее", r"ログイン|サインイン|パスワード|ユーザー名|メールアドレス|次へ|新規登録|ユーザーid",
        r"登录|登陆|登入|密码|密碼|用户名|用戶名|账号|帳號|手机号|邮箱|注册|註冊|下一步|验证码", r"로그인|비밀번호|아이디|이메일|회원가입|다음",
    ),
}

MAINTENANCE = {
    "claims": (
        r"(?:under|undergoing|scheduled|planned|routine|for|perform\w*|carry\w* out|in) .{0,20}maintenance", r"(?:temporarily|currently|briefly) (?:unavailable|offline|down|closed|out of)", r"(?:be|are|is) (?:right )?back\b", r"service (?:is )?(?:temporarily )?unavailable", r"(?:upgrad|updat|improv)ing (?:our|the|this) (?:site|website|system|servers?|service)", r"site is (?:down|closed|offline)", r"down for", r"working on (?:it|the|our)", r"taking a (?:short )?break",
        r"wartung(?:sarbeiten|smodus|spause)?\b", r"(?:vorübergehend|zurzeit|derzeit|momentan|gerade) nicht (?:erreichbar|verfügbar)", r"(?:gleich|bald|in kürze) (?:wieder )?(?:zurück|da|erreichbar|verfügbar)|wieder für sie da",
        r"(?:en|de) maintenance", r"(?:temporairement|momentanément|actuellement) (?:indisponible|inaccessible|fermé)", r"(?:de retour|serons de retour|revenons)",
        r"(?:en|de) mantenimiento", r"(?:temporalmente|no está) (?:fuera de servicio|no disponible|disponible|cerrad)", r"(?:volveremos|volvemos|estaremos de vuelta)",
        r"(?:in|di) manutenzione", r"(?:temporaneamente|momentaneamente) (?:non disponibile|non raggiungibile|chius|fuori servizio)", r"(?:torneremo|saremo di nuovo|torniamo)",
        r"(?:em|de) manutenção", r"(?:temporariamente|não está) (?:indisponível|fora do ar|disponível)|fora do ar", r"(?:voltaremos|voltamos|estaremos de volta)",
        r"onderhoud\b", r"(?:tijdelijk|momenteel) (?:niet (?:beschikbaar|bereikbaar)|offline|gesloten)", r"(?:zijn|komen) .{0,12}(?:weer )?terug",
        r"(?:prace|przerwa|trwa|w trakcie) .{0,12}(?:techniczn|konserwac|serwisow)\w+|konserwacj", r"(?:tymczasowo|chwilowo) (?:niedostępn|wyłączon)\w+", r"(?:wrócimy|wracamy|zaraz wracamy)",
        r"техническ\w+ (?:работ|обслуживан)\w+", r"временно (?:недоступ|закрыт|не работает)\w*", r"(?:скоро|мы) (?:вернёмся|вернемся)",
        r"メンテナンス", r"(?:一時的に|現在).{0,12}(?:ご利用いただけません|停止|利用できません)", r"(?:再開|復旧)",
        r"(?:系统|系統|网站|網站|正在)?(?:维护|維護|升级)(?:中|期间)?", r"(?:暂时|暫時)(?:无法|不可|無法|关闭|停止)", r"(?:很快|稍后|即将).{0,4}(?:恢复|回来)",
        r"점검 ?(?:중|작업|안내)?", r"(?:일시적으로|현재) .{0,14}(?:중단|이용할 수 없|이용하실 수 없)", r"(?:곧|빠른 시일).{0,8}(?:돌아|재개|복구)",
    ),
    "calls": (
        r"(?:please )?(?:try|check|come|visit|look)\b.{0,20}(?:again|back|later|soon|shortly|in a (?:few|moment))", r"(?:thank you|thanks) for (?:your )?(?:patience|understanding)", r"(?:sorry|apologi[sz]e) for (?:the|any) inconvenience", r"(?:be|are) (?:right )?back (?:soon|shortly|at|in|online|by|up)", r"hang (?:on|tight)|bear with us|contact support",
        r"(?:versuchen|schauen|kommen|besuchen) sie .{0,40}(?:später|erneut|wieder|noch einmal)", r"(?:danke|dank) für (?:ihr|ihre|euer|eure|dein) (?:geduld|verständnis)|bitten um (?:geduld|verständnis)", r"(?:gleich|bald|in kürze) (?:wieder )?(?:zurück|da|erreichbar|verfügbar)|wieder für sie da",
        r"(?:réessayez|réessayer|revenez|revenir) .{0,30}(?:plus tard|bientôt|ultérieurement|moments|minutes)", r"merci (?:de|pour) votre (?:patience|compréhension)", r"de retour (?:bientôt|très vite|dans|rapidement|sous peu)|(?:nous )?excus",
        r"(?:inténtelo|inténtalo|vuelva|vuelve|intente|regrese)\b.{0,30}(?:más tarde|pronto|nuevo|luego|minutos)", r"gracias por (?:su|tu) (?:paciencia|comprensión)", r"(?:volveremos|volvemos|estaremos de vuelta)", r"disculp",
        r"(?:riprova|riprovare|torna|tornate)\b.{0,30}(?:più tardi|presto|poco)", r"grazie per la (?:pazienza|comprensione)|ci scusiamo", r"(?:torneremo|saremo di nuovo|torniamo)",
        r"(?:tente|volte|tentar)\b.{0,30}(?:mais tarde|breve|novamente|instantes)", r"(?:obrigad[oa]s?|agradecemos) (?:pela|a sua|sua|a) (?:paciência|compreensão)|desculp", r"(?:voltaremos|voltamos|estaremos de volta)",
        r"(?:probeer|kom|bezoek)\b.{0,30}(?:later|opnieuw|straks|terug)", r"(?:bedankt|dank) voor (?:je|uw|jouw) (?:geduld|begrip)|excuses", r"(?:zijn|komen) .{0,14}terug",
        r"(?:spróbuj|zajrzyj|wróć|zapraszamy)\b.{0,30}(?:później|ponownie|wkrótce|chwil)", r"(?:dziękujemy|prosimy) (?:za|o) (?:cierpliwość|wyrozumiałość)|przepraszamy", r"(?:wrócimy|wracamy|zaraz wracamy)",
        r"(?:попробуйте|зайдите|повторите|загляните)\b.{0,30}(?:позже|снова|попытку)", r"(?:спасибо за|благодарим за|просим) (?:терпение|понимание)|приносим извинения", r"(?:скоро|мы) (?:вернёмся|вернемся)",
        r"(?:しばらく|後ほど|のちほど|時間をおいて|終了まで)", r"ご迷惑|ご不便|お待ちください|ご了承", r"请(?:稍后|稍候|耐心)|請(?:稍後|稍候|耐心)|稍后再试|敬请谅解|感谢您的(?:耐心|理解)|带来不便|帶來不便", r"(?:나중에|잠시 후|이후에) 다시|불편을 드려|양해|기다려 ?주",
    ),
    "labels": (r"(?:scheduled |site |system )?maintenance(?: mode)?|error 503|503(?: service (?:temporarily )?unavailable)?|we'll be (?:right )?back(?: soon)?|retry|try again|contact support", r"wartung(?:sarbeiten)?|maintenance en cours|mantenimiento|manutenzione|manutenção|onderhoud|メンテナンス中?|系统维护(?:中)?|점검 ?중"),
}

ERROR = {
    "claims": (
        r"(?:page|url|file|document|resource|site|link)\b.{0,30}(?:not (?:be )?found|doesn't exist|does not exist|(?:has )?moved|no longer|can't be found|cannot be found|was removed)", r"too many requests|rate limit(?: has been|ed| exceeded)", r"unavailable (?:for|due to) legal reasons|\b(?:429|451)\b", r"(?:not|isn't) available (?:in|to (?:users|visitors) (?:in|from)|from) your (?:country|region|location|area)", r"access (?:can ?not|can't) be granted|access denied", r"zu viele anfragen|in (?:ihrem|deinem) land nicht (?:verfügbar|erreichbar)", r"trop de requêtes|pas disponible dans votre (?:pays|région)", r"demasiadas solicitudes|no está disponible en (?:su|tu) (?:país|región)", r"troppe richieste|non (?:è )?disponibile nel tuo paese", r"muitas solicitações|não está disponível (?:no seu|em seu) país", r"te veel verzoeken|niet beschikbaar in (?:uw|jouw|je) land", r"zbyt wiele (?:żądań|zapytań)|niedostępn\w+ w twoim kraju", r"слишком много запросов|недоступ\w+ в вашей стране", r"リクエストが多すぎ|お住まいの(?:国|地域)では", r"请求过于频繁|您所在的(?:国家|地区)", r"요청이 너무 많|거주 ?국가에서", r"(?:can't|cannot|couldn't|could not|unable to) find", r"\b(?:404|403|500|502|504|410)\b", r"something went wrong|an (?:unexpected |internal )?error (?:has )?occurred|internal server error|bad gateway", r"\boops\b",
        r"seite .{0,20}(?:nicht gefunden|existiert nicht|gibt es nicht|nicht mehr)", r"(?:ist )?ein fehler (?:ist )?aufgetreten", r"page .{0,20}(?:introuvable|n'existe (?:pas|plus))|une erreur (?:est survenue|s'est produite)", r"página .{0,20}(?:no (?:existe|encontrada|se encuentra)|não (?:encontrada|existe))|no se encontró|ha ocurrido un error|ocorreu um erro", r"pagina .{0,20}(?:non (?:trovata|esiste)|niet gevonden|bestaat niet)|si è verificato un errore", r"strona .{0,20}nie (?:istnieje|została znaleziona)|nie znaleziono", r"страница не (?:найдена|существует)|произошла ошибка", r"ページ.{0,10}(?:見つかりません|存在しません)|エラーが発生", r"(?:页面|頁面|网页).{0,8}(?:不存在|找不到|未找到|不见了)|出错了|发生错误", r"페이지를 찾을 수 없|오류가 발생",
    ),
    "calls": (
        r"(?:you (?:have sent|have made|are sending|sent|made))\b.{0,30}(?:too many|requests)|slow down|try again (?:later|in)|wait (?:a|some|before)", r"(?:you are|you're|you appear to be|we (?:recogni[sz]e|see|detect\w*|notice\w*) (?:that )?you)\b.{0,40}(?:attempting|trying|accessing|visiting|connecting|located)", r"(?:später|in kürze) (?:erneut|noch einmal)|warten sie", r"(?:réessayez|patientez)", r"вы отправили|попробуйте позже", r"しばらく(?:して|お待ち)|请稍后再试|請稍後再試|나중에 다시",
        r"(?:go|return|back|take me) (?:back )?(?:to (?:the |our )?)?(?:home|start|previous|main)", r"try (?:again|searching|the search|reloading)", r"check the (?:address|url|spelling|link)", r"(?:contact|let us know|report) .{0,30}(?:problem|support|administrator|persists)", r"^\W*(?:error )?(?:404|403|500|502|504|410)\b", r"you (?:may have|might have|were) (?:mistyped|looking|followed)|looking for",
        r"(?:zurück )?zur startseite|versuchen sie es|(?:prüfen|überprüfen) sie", r"(?:retour|retourner|revenir) à (?:l'accueil|la page)|vérifiez l'adresse|réessayez", r"(?:volver|ir|voltar|ir para) (?:al|a la|a|para o|ao) (?:inicio|página|início)|compruebe|verifique|inténtelo", r"torna alla home|vai alla home|terug naar|verifica l'indirizzo|riprova|controleer", r"(?:wróć|przejdź) (?:do|na) stron|sprawdź adres", r"(?:вернуться|перейти|вернитесь) на главную|проверьте адрес", r"トップ(?:ページ)?(?:へ|に)戻る|urlを(?:ご)?確認|ホームに戻る", r"返回(?:首页|主页|首頁)|回到首页|请检查", r"(?:홈|메인).{0,6}(?:돌아|이동)|주소를 확인",
    ),
    "labels": (r"(?:error )?(?:404|403|500|502|504|410)(?: \w+){0,3}|(?:page )?not found|forbidden|home|back|search|oops!?|startseite|accueil|inicio|首页|ホーム|홈",),
}

PARKED = {
    "claims": (
        r"(?:domain|website|web address|name)\b.{0,30}\b(?:is|may be|might be|could be) for sale", r"(?:domain|website)\b.{0,30}\b(?:is|has been|was) (?:parked|registered|reserved|expired|suspended)", r"(?:owner|registrant) (?:of|has)\b.{0,30}(?:domain|parked)", r"parked (?:free|domain|page|with)|future home of|related (?:searches|links)|sponsored (?:listings|links)", r"(?:default|placeholder) (?:web )?page|account (?:has been )?suspended|site (?:is )?coming soon",
        r"(?:diese )?domain\b.{0,30}(?:steht zum verkauf|zu verkaufen|ist geparkt|registriert)", r"(?:ce (?:nom de )?domaine|domaine)\b.{0,30}(?:à vendre|en vente|est (?:parqué|enregistré|réservé))", r"(?:este )?dominio\b.{0,30}(?:en venta|in vendita|aparcado|registrado|è in vendita)", r"domínio\b.{0,30}(?:à venda|estacionado|registrado)", r"dom(?:ein|ena|einnaam)\b.{0,30}(?:te koop|na sprzedaż|geparkeerd)", r"домен\b.{0,30}(?:прода|припаркован)", r"ドメイン.{0,12}(?:販売|売り出|取得)|域名.{0,10}(?:出售|转让)|도메인.{0,10}(?:판매|매각)",
    ),
    "calls": (
        r"(?:buy|get|purchase|make an offer (?:on|for)|own|inquire about|enquire about) (?:this|the) (?:domain|name|website)|make an offer|get (?:a )?(?:price|quote)|if you are (?:the|a) (?:site owner|owner|visitor)|check back soon|contact (?:the )?(?:owner|seller|your hosting provider|us for)", r"(?:domain|angebot) (?:kaufen|anfragen|abgeben)|angebot abgeben", r"achet\w+ (?:ce|le) (?:nom de )?domaine|faire une offre|faites une offre", r"compr\w+ (?:este|questo|esse|il) domin\w+|haga una oferta|fai un'offerta", r"koop (?:deze|dit)|kup (?:tę|te) domen", r"купить (?:этот )?домен", r"購入|购买|구매",
    ),
    "labels": (r"(?:buy|get) (?:this )?domain|make (?:an )?offer|related searches|sponsored listings|parked domain|coming soon!?|[a-z0-9-]+\.[a-z]{2,}(?: is for sale)?",),
}

COOKIES = {
    "claims": (
        r"(?:we|this (?:web)?site|our (?:web)?site)(?: and (?:our|its|selected|\d+).{0,20}partners)?,? (?:use|uses|store|stores).{0,40}cookies", r"we (?:and|value|care about)\b.{0,40}(?:partners|privacy)", r"(?:store|access).{0,20}information on (?:a|your) device", r"(?:manage|change|withdraw|set) your (?:preferences|choices?|settings|consent)", r"legitimate interest", r"by (?:clicking|choosing|continuing)", r"cookies? (?:help|let|allow|to|and similar|for)",
        r"(?:wir|diese (?:website|seite))(?: und unsere .{0,20}partner)? (?:verwende[nt]|nutz(?:en|t)|setz(?:en|t)).{0,50}cookies", r"(?:ihre|deine) (?:privatsphäre|einwilligung|auswahl)", r"mit (?:einem )?klick auf|indem sie", r"berechtigtes interesse",
        r"(?:nous|ce site|notre site)(?: et nos .{0,20}partenaires)? (?:utilis|dépos|stock)\w+.{0,40}cookies", r"(?:votre|vos) (?:vie privée|consentement|choix|préférences)", r"en (?:cliquant|poursuivant)",
        r"(?:utilizamos|usamos|este sitio (?:web )?(?:utiliza|usa)|utiliza) .{0,40}cookies", r"(?:su|tu) (?:privacidad|consentimiento|elección)", r"(?:al hacer clic|al pulsar|si continúa)",
        r"(?:utilizziamo|usiamo|questo sito (?:utilizza|usa)) .{0,40}cookie", r"(?:la tua|tuo|tue) (?:privacy|consenso|preferenze)", r"cliccando",
        r"(?:este site|nosso site) (?:utiliza|usa) .{0,40}cookies", r"(?:sua|suas) (?:privacidade|preferências)", r"ao clicar",
        r"(?:wij|we|deze (?:website|site)) .{0,20}(?:gebruik\w*|plaats\w*).{0,40}cookies", r"(?:je|uw) (?:privacy|toestemming|voorkeuren)", r"door op",
        r"(?:używamy|korzystamy|stosujemy|ta strona używa|strona korzysta) .{0,40}(?:cookies|ciasteczek)", r"(?:twoja|twoją|twoje) (?:prywatność|zgod|wyb)\w*", r"klikając",
        r"(?:мы|этот сайт|сайт) использу\w+ .{0,40}(?:cookie|куки)", r"нажимая|ваш(?:е|а|и) (?:согласие|конфиденциальность|настройки)",
        r"(?:cookie|クッキー)を(?:使用|利用)", r"(?:クリック|続行)すると|プライバシーを", r"(?:使用|採用)\s*cookie", r"点击|點擊|您的隐私|您的隱私", r"쿠키를 (?:사용|이용)", r"클릭하(?:면|시면)|개인정보를 소중",
    ),
    "calls": (),
    "labels": (
        r"(?:accept|allow|reject|decline|deny|refuse|enable|disable)(?: all| cookies| all cookies| selected| selection| only necessary| non-essential)?|(?:only|use) necessary(?: cookies)?(?: only)?|(?:strictly )?(?:necessary|essential|required)(?: cookies)? only|manage (?:options|preferences|cookies|settings|choices)|cookie (?:settings|preferences)|customi[sz]e|more options|save (?:choices|preferences|and exit|settings)|confirm (?:my )?choices|preferences|settings|got it!?|i agree|agree|ok(?:ay)?|learn more|necessary|functional|statistics|marketing|analytics|performance|advertising|targeting|show details|show vendors|always active",
        r"(?:alle )?(?:cookies )?(?:akzeptieren|annehmen|zulassen|ablehnen|erlauben)|alles? (?:akzeptieren|ablehnen)|nur (?:notwendige|erforderliche|essenzielle)(?: cookies)?|(?:cookie-?)?einstellungen(?: (?:verwalten|anpassen))?|auswahl (?:speichern|bestätigen|erlauben)|zustimmen|mehr (?:optionen|erfahren)|notwendig|funktional|statistik|präferenzen|details zeigen|verstanden",
        r"tout (?:accepter|refuser)|accepter(?: tout| et fermer| les cookies)?|refuser(?: tout)?|continuer sans accepter|(?:gérer|personnaliser|paramétrer)(?: (?:mes|les) .{0,12})?|paramètres(?: des cookies)?|enregistrer(?: mes choix)?|en savoir plus|nécessaires?|statistiques|fonctionnels|j'accepte",
        r"(?:aceptar|rechazar|permitir)(?: tod[ao]s?| cookies| todas las cookies)?|solo (?:necesarias|las necesarias)|(?:configurar|gestionar|personalizar)(?: .{0,14})?|configuración(?: de cookies)?|guardar(?: .{0,14})?|más información|necesarias|estadísticas|funcionales",
        r"accetta(?: tutt[oi]| i cookie)?|rifiuta(?: tutt[oi])?|solo (?:i )?necessari|(?:gestisci|personalizza)(?: .{0,14})?|impostazioni(?: cookie)?|salva(?: .{0,14})?|maggiori informazioni|necessari|statistici|chiudi",
        r"(?:aceitar|rejeitar|recusar)(?: tod[ao]s?| cookies| tudo)?|apenas (?:necessários|os necessários)|(?:gerenciar|gerir|configurar|personalizar)(?: .{0,14})?|configurações(?: de cookies)?|saiba mais|necessários",
        r"(?:alles? |alle cookies |cookies )?(?:accepteren|toestaan|weigeren|afwijzen)|alleen noodzakelijk\w*|(?:cookie-?)?(?:instellingen|voorkeuren)(?: .{0,12})?|opslaan|meer (?:informatie|weten|opties)|noodzakelijk|akkoord",
        r"(?:akceptuj|zaakceptuj|odrzuć|zezwól)(?: wszystkie| na wszystkie)?|tylko niezbędne|(?:ustawienia|zarządzaj|dostosuj)(?: .{0,14})?|zapisz(?: .{0,12})?|więcej informacji|niezbędne|zgadzam się",
        r"(?:принять|отклонить|разрешить)(?: все)?|только необходимые|(?:настроить|настройки)(?: .{0,10})?|сохранить|подробнее|необходимые|согласен|понятно",
        r"(?:すべて|全て)(?:の?cookieを?)?(?:を)?(?:同意|許可|受け入れる|拒否|承諾)(?:する)?|同意する|拒否する|必須のみ|必要なもののみ|(?:cookieの?)?設定|詳細(?:を見る|設定)?|保存",
        r"(?:全部|接受|拒绝|拒絕|允许|同意)(?:全部|所有|接受|拒绝|允许|cookie)*|仅(?:限)?必要|僅必要|(?:cookie)?(?:设置|設定|偏好设置)|管理(?:偏好|选项)?|了解更多|保存",
        r"모두 (?:수락|허용|거부|동의)|(?:수락|거부|동의)(?:합니다|하기)?|필수만(?: 허용)?|(?:쿠키 )?설정|자세히(?: 보기)?|저장",
    ),
}

#: What policies say and such pages do not.
POLICY = (
    r"\b(?:we|us|our)\b.{0,60}\b(?:collect|keep|hold|store|share|sell|disclose|process|delete|retain|record|receive|log|hash|encrypt|pass|give|send|know|ask|learn|erase|remove|block|limit|use|pay|answer|refund|charge)\b",
    r"\byou (?:may|can|agree|have the right|own)\b|\b(?:shall|may not|agreement|registered)\b|write to us", r"personal (?:data|information)", r"third part", r"\b(?:retention|retain|law enforcement|controller|gdpr|ccpa|erase|deletion|governing law|liab|warrant|terminat|refund|licen[cs]e|copyright)\w*",
    r"\bdaten\b|personenbezogen|\bspeicher|\bwir\b.{0,40}(?:erheben|speichern|geben|löschen|verarbeiten|verkaufen|behalten|führen)|verantwortlich|auskunft", r"données|\bnous\b.{0,40}(?:collect|conserv|partage|recueill|traite|gard|vend|efface)|responsable du traitement", r"datos|\b(?:recogemos|conservamos|compartimos|guardamos|tratamos|borramos|vendemos)\b", r"\bdati\b|\b(?:raccogliamo|conserviamo|condividiamo|trattiamo|cancelliamo|vendiamo)\b", r"\bdados\b|\b(?:coletamos|recolhemos|guardamos|compartilhamos|partilhamos|apagamos|vendemos)\b", r"gegevens|\b(?:verzamelen|bewaren|delen|verwijderen|verkopen)\b", r"\bdan(?:e|ych|ymi)\b|\b(?:zbieramy|przechowujemy|udostępniamy|usuwamy|przetwarzamy|sprzedajemy)\b", r"данны|\b(?:собираем|храним|передаём|передаем|удаляем|обрабатываем|продаём)\b", r"個人情報|取得し|保存し|保管し|提供し|削除し|収集し", r"个人信息|個人資料|(?:收集|保存|共享|删除|刪除|存储|出售|保留)(?!选择|设置)", r"개인정보(?!를 소중)|수집|보관|제공|삭제|보유",
)

#: What each kind of page speaks of: beginnings of words. In a text of a few lines in which no sentence says what a
#: policy says, they are enough.
STEMS = {
    "a challenge page": (
        r"robot|\bbots?\b|captcha|\bhuman\b|real person|browser|javascript|verif|vérif|überprüf|prüf(?:en|ung)|\bmensch|controll|contrôl|comprob|navegador|navigateur|проверя|проверк|проверим|браузер|робот|przeglądar|sprawdz|ロボット|ブラウザ|認証|アクセスを|验证|驗證|机器人|機器人|真人|浏览器|瀏覽器|브라우저|로봇|인증"
        r"|security check|sécurité|blocked|denied|automated|puzzle|characters you see|please wait|hold on|seconds|bitte warten|patient|espere|segundos|secondes|sekunden|подожд|секунд|稍候|お待ち|自動的に|继续访问|기다려|enable cookies"
    ),
    "a sign-in page": (
        r"passw|passcode|kennwort|mot de passe|contraseña|\bclave\b|\bsenha|wachtwoord|hasło|парол|パスワード|密码|密碼|비밀번호|log(?:ged|ging)? ?(?:in|on|out)\b|sign(?:ed|ing)? ?(?:in|on|out|up)\b|\baccount|user ?(?:name|id)|anmeld|einlogg|logg?en sie|\bkonto|kundennummer|identifi|connect|\bcompte|usuario|sesión|\bacced|acceso|utente|usuário|inlogg|zalogu|войти|вход|кабинет|ログイン|会員|登录|登入|账号|帳號|会员|注册|로그인|아이디|subscri|member|mitglied|\be-?mail\b|send me|recuperar|valider"
    ),
    "a notice of maintenance": (
        r"maintenance|unavailable|downtime|offline|(?:be|come|check|are) back|try again|\blater\b|tomorrow|repairs?\b|\bserver|upgrad|closed for|engineers|kurze pause|erreichbar|verfügbar|wartung|probieren|versuchen|später|erneut|bauen|umbau|indisponible|mise à jour|réessay|minutes|mantenimiento|no está disponible|vuelv|minutos|mejorando|manuten|riprov|più tardi|onderhoud|beschikbaar|techniczn|niedostęp|później|недоступ|работы|повтор|минут|позже|メンテ|利用でき|再開|维护|維護|升级|升級|恢复|稍后|稍後|점검|다시 시도|for repairs"
    ),
    "an error page": (
        r"not found|isn't working|\berror\b|\b(?:404|403|500|502|503|504|410)\b|didn't send|went wrong|reload|home ?page|doesn't exist|gateway|nicht gefunden|startseite|introuvable|accueil|no encontrad|no existe|inicio\b|non trovata|niet gevonden|nie znaleziono|не найдена|главную|見つかりません|トップ|不存在|找不到|首页|찾을 수 없"
    ),
}
#: Beginnings of words on the buttons of a cookie wall, and what one speaks of.
CHOICE = (
    r"accept|reject|allow|refus|deny|decline|\bagree|no,? thanks|confirm|\bsave|^ok(?:ay)?$|got it|akzept|ablehn|zulassen|zustimm|erlaub"
    r"|speichern|verstanden|choisi|aceptar|rechaz|guardar|permitir|accett|rifiut|aceit|rejeit|recus|weiger|accepteren|toestaan|akkoord|akceptu"
    r"|odrzu|zgadzam|принять|отклон|соглас|同意|許可|许可|拒否|接受|拒绝|拒絕|允许|수락|거부|동의"
)
ABOUT_COOKIES = r"cookie|クッキー|куки|쿠키|consent|einwilligung|consentement|consentimiento|privacy (?:settings|choices)|your privacy"
